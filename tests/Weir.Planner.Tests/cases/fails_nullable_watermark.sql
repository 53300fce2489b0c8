-- fails: planning error E09: could not create table "t": the watermark can be NULL, and every row needs an event time
CREATE TABLE t (ts TIMESTAMP, WATERMARK FOR ts AS ts - INTERVAL '3 seconds') WITH (connector = 'single_file', path = 'x', format = 'json'); SELECT ts FROM t;
