CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE bid (
    auction BIGINT, bidder BIGINT, price BIGINT, channel TEXT, url TEXT, date_time TIMESTAMP NOT NULL, extra TEXT,
    WATERMARK FOR date_time AS date_time - INTERVAL '4 seconds'
) WITH (connector = 'single_file', path = 'data/bids.json', format = 'json');
SELECT id AS n, customer AS who FROM orders WHERE id < 3 UNION ALL SELECT price / 2.0, channel FROM bid WHERE price > 800;

--= result
--> {"n":1.0,"who":"ann"}
--> {"n":2.0,"who":"bob"}
--> {"n":450.0,"who":"channel-77"}
--> {"n":6172.5,"who":"Facebook"}
