-- fails: NOT NULL
CREATE TABLE t (ts TIMESTAMP, WATERMARK FOR ts AS ts - INTERVAL '3 seconds') WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT ts FROM t;
