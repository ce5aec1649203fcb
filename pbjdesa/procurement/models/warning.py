"""What somebody answered when a supplier was like an official or like another bidder (A057)."""

from django.db import models

from pbjdesa.procurement.models.purchase import Purchase
from pbjdesa.procurement.states import LikenessReply
from pbjdesa.territories.tenancy import TenantForeignKey, TenantModel


class LikenessAnswer(TenantModel):
    """The answer to one warning, kept on the file of the purchase.

    `key` is of the likeness itself: when what is alike changes, the key changes, and the warning is
    open again. `sentence` is the warning as it was read.
    """

    purchase = TenantForeignKey(Purchase)
    key = models.CharField(max_length=32)
    sentence = models.CharField(max_length=500)
    answer = models.CharField(max_length=20, choices=LikenessReply.choices)
    note = models.CharField(max_length=300)
    answered_at = models.DateTimeField()
    answered_by_id = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab", "purchase", "key"), name="one_answer_per_likeness"
            ),
        )
