# shellcheck shell=bash
# Shared by every command in script/: where things are, what is said to the person in
# front of the terminal, and the private PostgreSQL. Sourcing this file starts nothing.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
LOCAL=$ROOT/.local
LOG=$LOCAL/log
VENV=$LOCAL/venv
# shellcheck disable=SC2034
ADDONS=(hr_skp hr_skp_evaluation hr_skp_reports)

# Nothing of the caller's Python or PostgreSQL settings may reach ours.
unset PYTHONPATH PYTHONHOME PGDATABASE PGSERVICE PGPASSWORD PGHOSTADDR PGOPTIONS
unset ODOO_RC OPENERP_SERVER
export LC_ALL=C.UTF-8

say() { printf '%s\n' "$*" >&2; }

# One clear sentence, and a non-zero exit.
fail() {
    say "$*"
    exit 1
}

# logged NAME COMMAND…: keeps what the command prints in .local/log/NAME.log.
logged() {
    local file=$LOG/$1.log
    shift
    {
        printf '\n--- %s: %s\n' "$(date '+%F %T')" "$*"
        "$@"
    } >>"$file" 2>&1 </dev/null
}

is_root() { [ "$(id -u)" = 0 ]; }

hash_of() { sha256sum | cut -c1-16; }

free_port() { # free_port FIRST: the first free TCP port from there on
    /usr/bin/env python3 - "$1" <<'PYTHON'
import socket
import sys

for port in range(int(sys.argv[1]), 65536):
    with socket.socket() as probe:
        # As the HTTP server does: a port in TIME_WAIT is free, a listening one is not.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            continue
    print(port)
    break
PYTHON
}

# --- Set-up -------------------------------------------------------------------------

ensure_setup() {
    "$ROOT/script/setup" || exit $?
    # Written by script/setup: ODOO_DIR (the folder that holds odoo/), PG_BIN.
    # shellcheck disable=SC1091
    . "$LOCAL/settings"
    export PATH=$VENV/bin:$PG_BIN:$PATH
}

# --- PostgreSQL ---------------------------------------------------------------------
# Two private clusters: "main" is safe against a crash and holds the demo agency; "test"
# trades that safety for speed. They listen on a socket in a folder of their own and on
# no TCP port, so they live beside any other PostgreSQL. PostgreSQL refuses to run as
# root; root runs it as the user postgres.

as_pg() { # as the user who owns the clusters, from a folder that he can enter
    if is_root; then
        (cd / && exec runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# Where the clusters live: .local/pg, or, where root has set up the project in a folder
# that the user postgres cannot reach (in /root, say), a folder in /var/tmp.
pg_home() {
    local record=$LOCAL/pg.home old
    if [ -f "$record" ] && [ -d "$(cat "$record")" ]; then
        cat "$record"
        return
    fi
    # Clusters of an earlier .local that was removed: nobody can find them any more.
    for old in /var/tmp/skp-pg.*/project; do
        if [ -O "$old" ] && [ "$(cat "$old")" = "$ROOT" ]; then
            pg_forget "${old%/project}"
        fi
    done
    local home=$LOCAL/pg
    mkdir -p "$home"
    # A strict umask must not shut the user postgres out of folders that are ours.
    chmod 711 "$LOCAL" "$home"
    if ! as_pg test -x "$home"; then
        home=$(mktemp -d /var/tmp/skp-pg.XXXXXX)
        chmod 711 "$home"
        printf '%s\n' "$ROOT" >"$home/project"
    fi
    printf '%s\n' "$home" >"$record.new"
    mv "$record.new" "$record"
    printf '%s\n' "$home"
}

pg_forget() { # stop and remove the clusters in a folder
    local pid
    for pid in "$1"/*/data/postmaster.pid; do
        if [ -f "$pid" ] && [ "$(cat "/proc/$(head -1 "$pid")/comm")" = postgres ]; then
            kill -QUIT "$(head -1 "$pid")"
        fi
    done
    rm -rf "$1"
}

# The socket's path may have 107 bytes and its folder no odd characters.
pg_socket_dir() { # pg_socket_dir CLUSTER HOME
    local dir=$2/$1/socket record=$2/$1/socket.dir
    if [ ${#dir} -gt 85 ] || [[ $dir =~ [^A-Za-z0-9/._-] ]]; then
        if [ -f "$record" ] && [ -O "$(cat "$record")/.skp" ]; then
            cat "$record"
            return
        fi
        dir=$(mktemp -d "${XDG_RUNTIME_DIR:-/tmp}/skp-pg.XXXXXX")
        touch "$dir/.skp"
        printf '%s\n' "$dir" >"$record"
    else
        mkdir -p "$dir"
    fi
    chmod 700 "$dir"
    if is_root; then
        chown postgres: "$dir"
    fi
    printf '%s\n' "$dir"
}

pg_init() { # pg_init CLUSTER HOME: makes the cluster in a temporary folder, then renames
    local dir=$2/$1
    rm -rf "$dir/data.new"
    mkdir -p "$dir/data.new"
    chmod 711 "$dir"
    chmod 700 "$dir/data.new"
    if is_root; then
        chown postgres: "$dir/data.new"
    fi
    as_pg "$PG_BIN/initdb" -D "$dir/data.new" -A trust -U odoo -E UTF8 \
        --locale=C.UTF-8 >>"$LOG/postgresql.log" 2>&1 </dev/null ||
        fail "PostgreSQL could not make its files; see $LOG/postgresql.log."
    {
        printf "listen_addresses = ''\n"
        printf 'unix_socket_permissions = 0700\n'
        printf 'max_connections = 200\n'
        printf 'shared_buffers = 256MB\n'
            if [ "$1" = test ]; then
            printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n'
            printf 'autovacuum_naptime = 5min\n'
        fi
    } | as_pg tee -a "$dir/data.new/postgresql.conf" >/dev/null
    mv "$dir/data.new" "$dir/data"
}

# use_postgresql CLUSTER: starts the cluster if it is down and points PGHOST … at it. It
# stays up as long as a command that uses it lives: each holds a shared lock (file
# descriptor 9, inherited by what it starts), and a keeper in the background waits for
# the exclusive lock and then stops the cluster. So the last one out switches off the
# light, even after a kill.
use_postgresql() {
    local cluster=$1 home dir socket
    home=$(pg_home)
    dir=$home/$cluster
    mkdir -p "$dir"
    exec 8>"$LOCAL/pg.$cluster.start"
    flock 8
    exec 9>"$LOCAL/pg.$cluster.use"
    flock -s 9
    [ -d "$dir/data" ] || pg_init "$cluster" "$home" 8>&- 9>&-
    socket=$(pg_socket_dir "$cluster" "$home")
    export PGHOST=$socket PGPORT=5432 PGUSER=odoo
    if ! pg_is_up "$dir"; then
        as_pg "$PG_BIN/pg_ctl" start -w -s -D "$dir/data" -l "$dir/data/server.log" \
            -o "-p $PGPORT -k $socket" </dev/null >>"$LOG/postgresql.log" 2>&1 8>&- 9>&- ||
            fail "PostgreSQL did not start; see $dir/data/server.log."
    fi
    (
        exec 7>"$LOCAL/pg.$cluster.keeper" 8>&- 9>&-
        if flock -n 7; then
            setsid bash "$ROOT/script/lib/keeper.sh" "$cluster" "$dir" \
                </dev/null >/dev/null 2>&1 &
        fi
    )
    exec 8>&-
}

# Gives the cluster back and waits until it is down, unless somebody else uses it.
leave_postgresql() {
    local data tries
    data=$(pg_home)/$1/data
    exec 9>&-
    for tries in {1..30}; do
        [ -e "$data/postmaster.pid" ] || return 0
        sleep 0.1
    done
    : "$tries"
}

pg_is_up() {
    as_pg "$PG_BIN/pg_ctl" status -D "$1/data" >/dev/null 2>&1 8>&- 9>&- &&
        "$PG_BIN/pg_isready" -q
}
