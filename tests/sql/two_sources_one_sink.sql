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
CREATE TABLE out (n BIGINT, who TEXT) WITH (connector = 'filesystem', path = 'out', format = 'json');
INSERT INTO out SELECT id, customer FROM orders;
INSERT INTO out SELECT bidder, channel FROM bid;
INSERT INTO out SELECT -id, upper(customer) FROM orders WHERE id < 3;

--= out
--> {"n":-1,"who":"ANN"}
--> {"n":-2,"who":"BOB"}
--> {"n":1,"who":"Google"}
--> {"n":1,"who":"ann"}
--> {"n":1,"who":"baidu"}
--> {"n":2,"who":"apple"}
--> {"n":2,"who":"bob"}
--> {"n":2,"who":"channel-9"}
--> {"n":3,"who":"Cyd"}
--> {"n":3,"who":"Facebook"}
--> {"n":4,"who":"channel-77"}
--> {"n":4,"who":null}
--> {"n":5,"who":"channel-12"}
--> {"n":5,"who":"d_e%f"}
--> {"n":6,"who":"ann"}
