-- fails: "amount"
CREATE TABLE orders (id BIGINT, amount DOUBLE NOT NULL) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, amount FROM orders;
