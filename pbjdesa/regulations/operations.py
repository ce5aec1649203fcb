"""Regulations from files into the database: loading again changes nothing; a change adds a row."""

from collections.abc import Collection

from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.regulations.loader import load_rulesets, ruleset_to_json
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.rules import in_force


@operation
def load_regulations(*, by: audit.Signer | None, methods: Collection[str]) -> list[RuleSetVersion]:
    """Load every regulation file that is not loaded yet; `methods` are those the product knows.

    Raises Refused with every slip in the files; then nothing is loaded.
    """
    rulesets = load_rulesets(methods=methods)
    versions = []
    for rules in rulesets:
        start, end = in_force(rules, rulesets)
        version, created = RuleSetVersion.objects.get_or_create(
            slug=rules.key,
            sha256=audit.digest([file.sha256 for file in rules.files]),
            defaults={
                "id": new_id(),
                "kab_code": rules.instrument.kabupaten,
                "title": rules.instrument.full_title,
                "in_force_from": start,
                "in_force_until": end,
                "content": ruleset_to_json(rules),
                "loaded_at": clock.now(),
            },
        )
        versions.append(version)
        record(version, by=by, data={"slug": version.slug, "new": created})
    return versions
