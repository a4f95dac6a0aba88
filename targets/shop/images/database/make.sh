# Makes the data directory while the image is built: roles, settings and the database `seed`.
set -eu

# Segments of 4 MB instead of 16: the directory is copied for each deployment.
initdb --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 \
  --wal-segsize=4 > /dev/null
cat /tmp/shop/settings.conf >> "$PGDATA/postgresql.conf"
echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"

# At this level a table filled in the transaction that made it leaves no log behind.
pg_ctl start --wait --silent --log /tmp/shop/log \
  --options '-c wal_level=minimal -c max_wal_senders=0 -c min_wal_size=8MB -c max_wal_size=8MB'
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --dbname postgres \
  --command 'CREATE ROLE shop LOGIN' \
  --command 'CREATE DATABASE seed OWNER shop'
psql --quiet --no-psqlrc --username shop --dbname seed --single-transaction \
  --output /dev/null --file /tmp/shop/seed.sql
# Frozen and analysed, so that no copy of it has to be again.
psql --quiet --no-psqlrc --dbname seed --command 'VACUUM (ANALYZE, FREEZE)'
pg_ctl stop --wait --silent --mode fast
rm -r /tmp/shop
