# shellcheck shell=bash
# The steps of script/setup. Each leaves things alone that are there, works in a temporary
# folder and renames at its end, so that a kill at any moment is healed by the next run.

# shellcheck disable=SC2153  # ROOT and the others come from common.sh
OUR_ODOO=$LOCAL/odoo
DIST=$OUR_ODOO/usr/lib/python3/dist-packages

check_machine() {
    case $ROOT in
    *[,:%]* | *$'\n'*) fail "Move this folder: its path may hold no comma, colon or percent sign ($ROOT)." ;;
    esac
    command -v apt-get >/dev/null || fail "This set-up needs Debian 12 or later (apt-get is missing here)."
    [ -w "$ROOT" ] || fail "You may not write in $ROOT."
    if [ ! -x "$VENV/bin/python" ]; then
        local free
        free=$(df -Pk "$LOCAL" | awk 'NR == 2 { print int($4 / 1024) }')
        [ "$free" -ge 4000 ] || fail "Too little disk: $ROOT has $free MB free, the set-up needs 4000 MB."
    fi
}

# --- Debian packages ----------------------------------------------------------------

find_python() { # the first Python of a version that Odoo 19 and our pins know
    local python
    for python in /usr/bin/python3 python3 python3.13 python3.12 python3.11 python3.10; do
        if "$python" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
    return 1
}

find_pg_bin() { # the newest PostgreSQL server on this machine
    local dir
    for dir in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
        if [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ]; then
            printf '%s\n' "$dir"
            return
        fi
    done
    return 1
}

has_package() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

install_debian_packages() {
    local missing=() package unfinished=$LOCAL/apt.unfinished
    if ! find_python >/dev/null; then
        missing+=(python3 python3-venv)
    elif ! "$(find_python)" -c 'import ensurepip, venv' 2>/dev/null; then
        missing+=(python3-venv)
    fi
    find_pg_bin >/dev/null || missing+=(postgresql)
    command -v chromium google-chrome >/dev/null || missing+=(chromium)
    # Text in PDFs (WeasyPrint), file types (python-magic), letters for the browser.
    for package in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1 fonts-dejavu-core; do
        if ! has_package "$package" && ! has_package "${package}t64"; then
            missing+=("$package")
        fi
    done
    # After a kill in the middle, programs may be there that are not configured yet.
    if [ -f "$unfinished" ]; then
        read -ra missing <"$unfinished"
    fi
    [ ${#missing[@]} = 0 ] && return

    say "Installing Debian packages: ${missing[*]}"
    local root=()
    if ! is_root; then
        command -v sudo >/dev/null ||
            fail "As root, run: apt-get install ${missing[*]} (you are not root, and sudo is not installed)."
        if ! sudo -n true 2>/dev/null && ! { [ -t 0 ] && sudo -v; }; then
            fail "As root, run: apt-get install ${missing[*]} (sudo refuses you)."
        fi
        root=(sudo)
    fi
    printf '%s\n' "${missing[*]}" >"$unfinished"
    logged apt "${root[@]}" apt-get update ||
        fail "Debian's packages cannot be reached: is there a network? See $LOG/apt.log."
    case " ${missing[*]} " in
    *" postgresql "*) apt_install postgresql-common && without_main_cluster "${missing[@]}" ;;
    *) apt_install "${missing[@]}" ;;
    esac || fail "Debian's packages could not be installed: is there a network? See $LOG/apt.log."
    rm "$unfinished"
}

apt_install() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600
        -o Dpkg::Options::=--force-confold --no-install-recommends -y install)
    logged apt "${root[@]}" "${apt[@]}" "$@" && return
    # An installation that was killed, ours or another, has to be finished first.
    logged apt "${root[@]}" env DEBIAN_FRONTEND=noninteractive dpkg --force-confold --configure -a || true
    logged apt "${root[@]}" "${apt[@]}" --fix-broken && logged apt "${root[@]}" "${apt[@]}" "$@"
}

# Debian's PostgreSQL would start a server of its own for the whole machine. We need the
# programs only, so say no to that while they are installed.
without_main_cluster() {
    local conf=/etc/postgresql-common/createcluster.conf status=0
    if [ ! -f "$conf.skp" ]; then
        "${root[@]}" cp -p "$conf" "$conf.skp"
    fi
    printf 'create_main_cluster = false\n' | "${root[@]}" tee -a "$conf" >/dev/null
    apt_install "$@" || status=$?
    "${root[@]}" mv "$conf.skp" "$conf"
    return $status
}

# --- Odoo ---------------------------------------------------------------------------

install_odoo() {
    if [ -n "${ODOO_SOURCE-}" ]; then
        [ -f "$ODOO_SOURCE/odoo/release.py" ] ||
            fail "ODOO_SOURCE=$ODOO_SOURCE holds no Odoo source (odoo/release.py is missing)."
        grep -Eq '^version_info = \(19, 0' "$ODOO_SOURCE/odoo/release.py" ||
            fail "ODOO_SOURCE=$ODOO_SOURCE is not an Odoo 19.0 source."
        ODOO_DIR=$ODOO_SOURCE
        return
    fi
    ODOO_DIR=$DIST
    [ -d "$OUR_ODOO" ] && return

    say "Downloading Odoo 19 (about 130 MB)"
    local work=$LOCAL/odoo.new
    rm -rf "$work"
    mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/debs" "$work/tree"

    # Odoo 19 is in Debian's unstable suite. apt reads it from a list of our own, with
    # the address and keyring of the machine's own Debian entry, whose settings stay
    # untouched. Nothing is installed: the packages are unpacked into .local/odoo.
    local address source keyring suite
    address=$(debian_index REPO_URI)
    [ -n "$address" ] ||
        fail "This machine's apt has no entry for Debian itself, where Odoo 19 comes from; name an Odoo 19 source folder in ODOO_SOURCE."
    source=$(debian_index SOURCESENTRY)
    keyring=$(grep -ioE 'signed-by[:=] *[^] ]+' "${source%:*}" 2>/dev/null |
        sed -E 's/^[^:=]*[:=] *//' | grep '^/' | head -1 || true)
    if [ -z "$keyring" ] && [ -f /usr/share/keyrings/debian-archive-keyring.gpg ]; then
        keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    fi
    for suite in sid bookworm; do
        printf 'deb %s%s %s main\n' "${keyring:+[signed-by=$keyring] }" "$address" "$suite"
    done >"$work/apt/sources.list"
    # Unstable's lists are dated for a week, and mirrors lag; signatures are checked.
    local apt=(apt-get -o Acquire::Check-Valid-Until=false
        -o "Dir::Etc::SourceList=$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
        -o "Dir::State=$work/apt" -o "Dir::State::Lists=$work/apt/lists"
        -o "Dir::Cache=$work/apt/cache" -o Dir::State::status=/dev/null
        -o Acquire::Languages=none -o APT::Sandbox::User=root)
    logged odoo "${apt[@]}" update ||
        fail "Debian's package lists cannot be reached: is there a network? See $LOG/odoo.log."
    # The web files that Odoo's package takes from others. Its icons need version 4.7 of
    # Font Awesome, which unstable no longer has.
    (cd "$work/debs" && logged odoo "${apt[@]}" download odoo-19 \
        libjs-jquery libjs-jquery-form libjs-underscore fonts-montserrat \
        fonts-roboto-unhinted fonts-inconsolata fonts-ocr-b fonts-glyphicons-halflings \
        fonts-font-awesome/bookworm) ||
        fail "Odoo 19 could not be downloaded: is there a network? See $LOG/odoo.log."

    say "Unpacking Odoo 19"
    local deb
    for deb in "$work"/debs/*.deb; do
        logged odoo dpkg-deb -x "$deb" "$work/tree" ||
            fail "Odoo 19 could not be unpacked (is the disk full?); see $LOG/odoo.log."
    done
    # Debian leaves this file out (it blurs the background of video calls). Without it
    # the web client reports an error with every page.
    mkdir -p "$work/tree/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation"
    touch "$work/tree/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
    mv "$work/tree" "$OUR_ODOO"
    rm -rf "$work"
}

debian_index() { # one property of the machine's own entry for Debian's main component
    apt-get indextargets --format "\$($1)" \
        'Created-By: Packages' 'Origin: Debian' 'Component: main' 2>/dev/null |
        head -1 || true
}

# --- Python packages ----------------------------------------------------------------

install_python_packages() {
    local stamp
    stamp=$({ find_python && printf '%s\n' "$ROOT" && cat "$ROOT"/requirements*.txt; } | hash_of)
    if [ "$(cat "$VENV/skp.stamp" 2>/dev/null)" != "$stamp" ]; then
        say "Installing Python packages"
        rm -rf "$VENV"
        logged pip "$(find_python)" -m venv "$VENV" ||
            fail "Python could not make its environment; see $LOG/pip.log."
        # The files name every package with its version, so pip has nothing to resolve.
        (cd "$ROOT" && logged pip "$VENV/bin/pip" install --no-deps \
            -r requirements.txt -r requirements-oca.txt -r requirements-dev.txt) ||
            fail "Python packages could not be installed: is there a network? See $LOG/pip.log."
        printf '%s\n' "$stamp" >"$VENV/skp.stamp"
    fi
    local site
    site=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' "$ODOO_DIR" >"$site/odoo.pth"
    "$VENV/bin/python" -c 'import odoo.release, weasyprint' 2>>"$LOG/pip.log" ||
        fail "Odoo or WeasyPrint does not load in Python; see $LOG/pip.log."
}

# --- Settings -----------------------------------------------------------------------

write_settings() {
    cat >"$LOCAL/odoo.conf" <<CONF
[options]
addons_path = $ROOT
data_dir = $LOCAL/data
http_interface = 127.0.0.1
CONF
    {
        printf 'ODOO_DIR=%q\n' "$ODOO_DIR"
        printf 'PG_BIN=%q\n' "$(find_pg_bin)"
    } >"$LOCAL/settings.new"
    mv "$LOCAL/settings.new" "$LOCAL/settings"
}
