CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE paid_orders (id BIGINT) WITH (connector = 'single_file', path = 'paid.json', format = 'json');
CREATE TABLE open_orders WITH (connector = 'filesystem', path = 'open', format = 'json');
INSERT INTO paid_orders SELECT id FROM orders WHERE paid;
INSERT INTO open_orders SELECT id, paid FROM orders WHERE NOT paid OR paid IS NULL;

--= open
--> {"id":2,"paid":false}
--> {"id":3,"paid":null}
--> {"id":5,"paid":false}
--= paid
--> {"id":1}
--> {"id":4}
--> {"id":6}
