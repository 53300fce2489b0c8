CREATE TABLE bid (
    auction BIGINT, bidder BIGINT, price BIGINT, channel TEXT, url TEXT, date_time TIMESTAMP NOT NULL, extra TEXT,
    WATERMARK FOR date_time AS date_time - INTERVAL '4 seconds'
) WITH (connector = 'single_file', path = 'data/bids.json', format = 'json');
SELECT auction, bidder, price, date_time, extra FROM bid;

--= result
--> {"auction":1000,"bidder":1,"date_time":"2024-01-01T00:00:00.100","extra":"x","price":100}
--> {"auction":1001,"bidder":2,"date_time":"2024-01-01T00:00:00.200","extra":"y","price":250}
--> {"auction":1007,"bidder":3,"date_time":"2024-01-01T00:00:01","extra":"z","price":12345}
--> {"auction":1020,"bidder":1,"date_time":"2024-01-01T00:00:02.123456","extra":"","price":7}
--> {"auction":2001,"bidder":4,"date_time":"2024-01-01T00:00:03","extra":"w","price":900}
--> {"auction":2019,"bidder":5,"date_time":"2024-01-01T00:00:04","extra":"v","price":1}
--> {"auction":2087,"bidder":2,"date_time":"2024-01-01T00:00:05.500","extra":"u","price":55}
