-- fails: a
CREATE TABLE t (id INT, a INT GENERATED ALWAYS AS (id + 1), b INT GENERATED ALWAYS AS (a + 1)) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT b FROM t;
