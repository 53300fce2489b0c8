-- fails: column "amount_at": no value, and WATERMARK FOR amount_at takes the event time of every row from it
CREATE TABLE t (id INT, amount_at TIMESTAMP, WATERMARK FOR amount_at) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id FROM t;
