# Shared by ./run and ./test: a Python environment in .venv that holds exactly a lock file.
# To be sourced by bash with ROOT set to the folder of the program.

VENV="$ROOT/.venv"
STAMP="$VENV/pbjdesa.installed"
export PYTHONUTF8=1

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# become_root: sets AS_ROOT to what must stand before a command that changes the system.
# Fails when this user may not do so without typing a password.
become_root() {
    AS_ROOT=()
    [ "$(id -u)" -eq 0 ] && return 0
    AS_ROOT=(sudo -n)
    command -v sudo >/dev/null && sudo -n true 2>/dev/null
}

# install_packages WHY PACKAGE...: installs packages of the distribution, or says what to type.
install_packages() {
    local why=$1
    shift
    if ! command -v apt-get >/dev/null || ! become_root; then
        say "$why Ketik baris ini, lalu ulangi (type this line, then try again):"
        fail "    sudo apt-get update && sudo apt-get install -y $*"
    fi
    say "$why Memasang (installing): $*"
    local apt=("${AS_ROOT[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq) log
    log=$(mktemp)
    if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; } \
        </dev/null >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "Gagal memasang $*. Periksa sambungan internet, lalu ulangi."
    fi
    rm -f "$log"
}

# find_python: sets PYTHON to an interpreter that is new enough.
find_python() {
    local name
    for name in "${PBJDESA_PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
        PYTHON=$(command -v "$name") || continue
        "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return 0
    done
    say "Perlu Python 3.11 atau lebih baru (Python 3.11 or newer is needed)."
    fail "    Debian 12, Ubuntu 24.04: sudo apt-get install -y python3 python3-venv"
}

make_venv() {
    find_python
    rm -rf "$VENV"
    if command -v uv >/dev/null; then
        uv venv --quiet --python "$PYTHON" "$VENV" && return 0
    fi
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages "Python di komputer ini belum lengkap." \
            "$("$PYTHON" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    "$PYTHON" -m venv "$VENV" || fail "Gagal membuat folder .venv. Periksa isi disk."
}

# The environment names its own folder in many places: one that was moved or half made is useless.
venv_is_usable() {
    [ -x "$VENV/bin/python" ] && grep -qxF "home $ROOT" "$STAMP" 2>/dev/null &&
        "$VENV/bin/python" -c '' 2>/dev/null
}

install_lock() {
    if command -v uv >/dev/null; then
        uv pip install --quiet --python "$VENV/bin/python" --require-hashes -r "$1"
    else
        "$VENV/bin/python" -m pip install --quiet --no-input --disable-pip-version-check \
            --require-hashes -r "$1"
    fi
}

# The console command works from any folder, and never takes a module from the folder it is in.
write_console_command() {
    local packages
    packages=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' "$ROOT" >"$packages/pbjdesa.pth"
    printf '#!/bin/sh\nPYTHONSAFEPATH=1 exec %q -m pbjdesa "$@"\n' "$VENV/bin/python" \
        >"$VENV/bin/pbjdesa"
    chmod 755 "$VENV/bin/pbjdesa"
}

lock_line() { printf 'lock %s' "$(sha256sum <"$ROOT/$1" | cut -d ' ' -f 1)"; }

# ensure_environment LOCK: .venv holds what LOCK names. Costs a few milliseconds when it does.
# The lock for checking contains the one for running, so either satisfies ./run.
ensure_environment() {
    local lock=$1
    if venv_is_usable && grep -qxF "$(lock_line "$lock")" "$STAMP"; then
        return 0
    fi
    venv_is_usable || make_venv
    say "Mengunduh dan memasang paket dari $lock (downloading). Sekali ini saja."
    install_lock "$ROOT/$lock" ||
        fail "Gagal memasang paket. Periksa sambungan internet, lalu ulangi."
    write_console_command
    {
        printf 'home %s\n' "$ROOT"
        lock_line "$lock" && echo
        [ "$lock" = requirements.txt ] || { lock_line requirements.txt && echo; }
    } >"$STAMP"
}
