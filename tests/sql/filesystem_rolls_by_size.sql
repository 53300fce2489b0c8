CREATE TABLE bid (
    auction BIGINT, bidder BIGINT, price BIGINT, channel TEXT, url TEXT, date_time TIMESTAMP NOT NULL, extra TEXT,
    WATERMARK FOR date_time AS date_time - INTERVAL '4 seconds'
) WITH (connector = 'single_file', path = 'data/bids.json', format = 'json');
CREATE TABLE out WITH (connector = 'filesystem', path = 'out', format = 'json', 'rolling_policy.file_size' = '100B', 'filename.prefix' = 'bids-');
INSERT INTO out SELECT * FROM bid;

--= out
--> {"auction":1000,"bidder":1,"channel":"Google","date_time":"2024-01-01T00:00:00.100","extra":"x","price":100,"url":"https://www.nexmark.com/a/b/c/item.htm?query=1&channel_id=11"}
--> {"auction":1001,"bidder":2,"channel":"apple","date_time":"2024-01-01T00:00:00.200","extra":"y","price":250,"url":"https://www.nexmark.com/d/e/f/item.htm?query=1"}
--> {"auction":1007,"bidder":3,"channel":"Facebook","date_time":"2024-01-01T00:00:01","extra":"z","price":12345,"url":"https://www.nexmark.com/g/h/i/item.htm?channel_id=33&query=1"}
--> {"auction":1020,"bidder":1,"channel":"baidu","date_time":"2024-01-01T00:00:02.123456","extra":"","price":7,"url":"https://www.nexmark.com/j/k/l/item.htm?query=2"}
--> {"auction":2001,"bidder":4,"channel":"channel-77","date_time":"2024-01-01T00:00:03","extra":"w","price":900,"url":"https://www.nexmark.com/m/n/o/item.htm?query=1&channel_id=77"}
--> {"auction":2019,"bidder":5,"channel":"channel-12","date_time":"2024-01-01T00:00:04","extra":"v","price":1,"url":"https://www.nexmark.com/p"}
--> {"auction":2087,"bidder":2,"channel":"channel-9","date_time":"2024-01-01T00:00:05.500","extra":"u","price":55,"url":"https://www.nexmark.com/q/r/s/item.htm?query=1&channel_id=9"}
