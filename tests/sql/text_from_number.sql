-- fails: "id"
CREATE TABLE orders (id TEXT) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id FROM orders;
