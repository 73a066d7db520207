# shellcheck shell=bash
# Databases that are made by copying one with the modules of others already installed.
# Source common.sh first, and call ensure_setup and use_postgresql.

FILESTORE=$LOCAL/data/filestore
export ODOO_RC=$LOCAL/odoo.conf

has_database() { [ "$(psql -d postgres -Atqc "SELECT 1 FROM pg_database WHERE datname = '$1'")" = 1 ]; }

# What a database is made of is written into its comment, together with its last rename,
# so a database that a kill left half made never looks complete.
made_of() { psql -d postgres -Atqc "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '$1'"; }

drop_database() {
    psql -d postgres -qc "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)" 2>/dev/null
    rm -rf "${FILESTORE:?}/$1"
}

copy_database() { # copy_database FROM TO: with its files, which Odoo never changes in place
    drop_database "$2"
    if [ -d "$FILESTORE/$1" ]; then
        cp -al "$FILESTORE/$1" "$FILESTORE/$2"
    fi
    createdb -T "$1" "$2"
}

rename_database() { # rename_database FROM TO MADE_OF
    drop_database "$2"
    if [ -d "$FILESTORE/$1" ]; then
        mv "$FILESTORE/$1" "$FILESTORE/$2"
    fi
    psql -d postgres -q -v ON_ERROR_STOP=1 --single-transaction \
        -c "ALTER DATABASE \"$1\" RENAME TO \"$2\"" \
        -c "COMMENT ON DATABASE \"$2\" IS '$3'"
}

# Options for "odoo -i …" and "odoo -u …": do that and nothing else.
ONCE=(--stop-after-init --no-http --max-cron-threads=0)

# odoo_once NAME ARGUMENTS…: runs Odoo; its log goes to .local/log/NAME.log.
odoo_once() {
    local log=$LOG/$1.log
    shift
    if ! python -m odoo "$@" >"$log" 2>&1 </dev/null; then
        show_troubles "$log" || tail -n 30 "$log" >&2
        say "Odoo failed; see $log."
        return 1
    fi
}

# The same, but any warning in the log is a failure.
odoo_checked() {
    odoo_once "$@" || return 1
    local log=$LOG/$1.log
    if show_troubles "$log"; then
        say "Odoo's log holds warnings; see $log."
        return 1
    fi
}

# The log lines above INFO, with what belongs to them. True when there are any.
show_troubles() {
    awk '
        /^[0-9]+-[0-9]+-[0-9]+ [0-9:,]+ [0-9]+ [A-Z]+ / {
            trouble = ($4 == "WARNING" || $4 == "ERROR" || $4 == "CRITICAL")
        }
        trouble { print; found = 1 }
        END { exit !found }
    ' "$1" >&2
}

# What our addons (or the ones named) depend on and is not ours.
foreign_modules() {
    (cd "$ROOT" && python - "$@") <<'PYTHON'
import ast
import pathlib
import sys

names = sys.argv[1:]
depends = set()
for name in names:
    manifest = ast.literal_eval(pathlib.Path(name, "__manifest__.py").read_text("utf-8"))
    depends.update(manifest.get("depends", ()))
print(",".join(sorted(depends - set(names)) or ["base"]))
PYTHON
}

# hash_of_addons: everything in the addons that an installed database was made from. Left
# out: what the browser fetches as a file, and texts for people.
hash_of_addons() {
    (
        cd "$ROOT" || exit
        find "${ADDONS[@]}" -type f \
            -not -path '*/__pycache__/*' -not -path '*/tests/*' -not -path '*/readme/*' \
            -not -path '*/static/src/*' -not -path '*/static/tests/*' \
            -not -name 'README*' -not -name '*.pot' -not -name '*~' -print0 |
            sort -z | xargs -0 sha256sum
    ) | hash_of
}

# make_base: the database skp_base with all modules that our addons stand on, and
# Indonesian. Sets BASE_RECIPE.
make_base() {
    local modules
    local languages=en_US,id_ID # English first: it is the language of the tests
    modules=$(foreign_modules "${ADDONS[@]}")
    BASE_RECIPE=$(printf '%s\n' "$modules" "$languages" "$ODOO_DIR" "$(cat "$LOCAL/setup.done")" | hash_of)
    [ "$(made_of skp_base)" = "$BASE_RECIPE" ] && return
    say "Installing Odoo's own modules ($modules) in a database to copy from"
    drop_database skp_base_new
    odoo_checked base -d skp_base_new -i "$modules" --load-language="$languages" "${ONCE[@]}" ||
        fail "Odoo's own modules could not be installed."
    rename_database skp_base_new skp_base "$BASE_RECIPE"
}

# make_test_database NAME: a copy of skp_test, which has our addons, no demo data and
# Indonesian, and is made anew when the addons have changed.
make_test_database() {
    local recipe
    exec 6>"$LOCAL/test.lock"
    flock 6
    make_base
    recipe=$({ printf '%s\n' "$BASE_RECIPE" && hash_of_addons; } | hash_of)
    if [ "$(made_of skp_test)" != "$recipe" ]; then
        say "Installing ${ADDONS[*]}"
        copy_database skp_base skp_test_new
        odoo_checked test-install -d skp_test_new \
            -i "$(IFS=, && echo "${ADDONS[*]}")" "${ONCE[@]}" ||
            fail "The addons do not install cleanly."
        rename_database skp_test_new skp_test "$recipe"
    fi
    copy_database skp_test "$1"
    exec 6>&-
}
