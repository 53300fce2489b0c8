-- every form of CREATE TABLE
CREATE TABLE rides (
    ride_id BIGINT PRIMARY KEY,
    "cityCode" TEXT,
    userName TEXT NULL,
    started TEXT NOT NULL,
    fare DECIMAL(10, 2) DEFAULT 1.5 NOT NULL,
    seats INT UNSIGNED,
    weight DOUBLE PRECISION,
    payload JSON,
    stops STRUCT<first TEXT, hops INT[], last STRUCT<at TIMESTAMP(3)>>,
    tags ARRAY<TEXT>,
    seen TIMESTAMP WITH TIME ZONE,
    src_topic TEXT METADATA FROM 'topic',
    started_at TIMESTAMP GENERATED ALWAYS AS (CAST(started AS TIMESTAMP)) STORED,
    doubled DOUBLE GENERATED ALWAYS AS (weight * 2 + 1) VIRTUAL,
    WATERMARK FOR started_at AS CAST(started AS TIMESTAMP) - INTERVAL '30 seconds'
) WITH (
    connector = 'kafka', topic = 'rides', bootstrap_servers = 'b:9092', type = 'source', format = 'json',
    'json.timestamp_format' = 'unix_millis', event_rate = 1_000.5, wait_for_control = false, idle = INTERVAL '5' MINUTE,
    sink_key = ride_id, 'partitioning.fields' = [a, b], path = 'user''s/${HOME}', 'offset' = -5
) PARTITIONED BY (identity(ride_id), bucket(ride_id, 16));

CREATE TABLE memory_only (a INT, b TEXT);
create temporary table lookup (k TEXT METADATA FROM 'key' PRIMARY KEY, v TEXT) with (connector = 'redis');
CREATE TABLE sinkless WITH (connector = 'blackhole');
CREATE TABLE made AS (SELECT a, b FROM memory_only);
CREATE VIEW seen AS SELECT ride_id, "cityCode" FROM rides WHERE fare > 10;
CREATE TABLE constrained (a INT, b INT UNIQUE, PRIMARY KEY (a, b), CONSTRAINT positive CHECK (a > 0));
SET updating_ttl = INTERVAL '90 minutes';
SET on_error TO 'drop';
