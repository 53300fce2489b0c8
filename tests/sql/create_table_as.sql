CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE named AS SELECT id, coalesce(customer, '?') AS name FROM orders;
CREATE TABLE a WITH (connector = 'single_file', path = 'a.json', format = 'json');
CREATE TABLE b WITH (connector = 'single_file', path = 'b.json', format = 'json');
INSERT INTO a SELECT name FROM named WHERE id < 4;
INSERT INTO b SELECT id FROM named WHERE name = '?';

--= a
--> {"name":"Cyd"}
--> {"name":"ann"}
--> {"name":"bob"}
--= b
--> {"id":4}
