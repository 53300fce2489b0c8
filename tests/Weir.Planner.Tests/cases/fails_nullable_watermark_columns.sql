-- fails: declare ts TIMESTAMP NOT NULL; then a record without it is bad data
CREATE TABLE t (ts TIMESTAMP, WATERMARK FOR ts AS ts - INTERVAL '3 seconds') WITH (connector = 'single_file', path = 'x', format = 'json'); SELECT ts FROM t;
