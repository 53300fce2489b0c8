-- fails: memory
CREATE TABLE t (id INT) WITH (connector = 'memory', format = 'json');
SELECT id FROM t;
