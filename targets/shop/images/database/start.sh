# Gives the role `shop` its password and makes the database `shop`, once, then serves.
# Arguments are the server's.
set -eu

made="$PGDATA/made"
if [ ! -e "$made" ]; then
  password=$(printf %s "$SHOP_DATABASE_PASSWORD" | sed "s/'/''/g")
  # The single-user server takes one command a line, and nobody can connect meanwhile.
  # Its log would repeat them, password and all.
  postgres --single -c log_min_messages=fatal -c log_min_error_statement=panic postgres > /dev/null <<SQL
ALTER ROLE shop PASSWORD '$password'
CREATE DATABASE shop OWNER shop TEMPLATE seed STRATEGY FILE_COPY
SQL
  touch "$made"
fi
unset SHOP_DATABASE_PASSWORD password
exec postgres "$@"
