#!/usr/bin/env bash
# keeper.sh CLUSTER FOLDER: started by use_postgresql with the keeper's lock on file
# descriptor 7. Waits until no command uses the cluster any more, then stops it.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck disable=SC1091
. "$LOCAL/settings"

exec 9>"$LOCAL/pg.$1.use"
flock -x 9
as_pg "$PG_BIN/pg_ctl" stop -s -m fast -D "$2/data" 7>&- 9>&-
# The socket's folder in /tmp, where there is one; the next start makes another.
if [ -f "$2/socket.dir" ] && [ -f "$(cat "$2/socket.dir")/.skp" ]; then
    rm -rf "$(cat "$2/socket.dir")"
fi
# In this order: who gets lock 9 next must find lock 7 free and start a keeper.
exec 7>&-
exec 9>&-
