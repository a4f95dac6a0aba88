# Prepares the server once, then serves. Arguments are the server's.
# SHOP_DATABASE_PASSWORD becomes the password of the role `shop`. SHOP_SCHEMAS, say `orders,users`,
# are the schemas to keep; the template `seed` loses the others, and so does every copy of it.
set -eu

made="$PGDATA/made"
if [ ! -e "$made" ]; then
  password=$(printf %s "$SHOP_DATABASE_PASSWORD" | sed "s/'/''/g")
  # The single-user server takes one command a line, and nobody can connect meanwhile.
  # Its log would repeat them, password and all.
  postgres --single -c log_min_messages=fatal -c log_min_error_statement=panic seed > /dev/null <<SQL
DO \$\$ DECLARE foreign_schema name; BEGIN FOR foreign_schema IN SELECT nspname FROM pg_namespace WHERE nspowner = 'shop'::regrole AND nspname <> ALL (string_to_array('$SHOP_SCHEMAS', ',')) LOOP EXECUTE format('DROP SCHEMA %I CASCADE', foreign_schema); END LOOP; END \$\$
ALTER ROLE shop PASSWORD '$password'
CREATE DATABASE shop OWNER shop TEMPLATE seed STRATEGY FILE_COPY
SQL
  touch "$made"
fi
unset SHOP_DATABASE_PASSWORD password
exec postgres "$@"
