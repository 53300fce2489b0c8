CREATE TABLE bid (
    auction BIGINT, bidder BIGINT, price BIGINT, channel TEXT, url TEXT, date_time TIMESTAMP NOT NULL, extra TEXT,
    WATERMARK FOR date_time AS date_time - INTERVAL '4 seconds'
) WITH (connector = 'single_file', path = 'data/bids.json', format = 'json');
SELECT auction, bidder, price, channel, split_part(url, '/', 4) AS dir1, split_part(url, '/', 5) AS dir2, split_part(url, '/', 6) AS dir3 FROM bid;

--= result
--> {"auction":1000,"bidder":1,"channel":"Google","dir1":"a","dir2":"b","dir3":"c","price":100}
--> {"auction":1001,"bidder":2,"channel":"apple","dir1":"d","dir2":"e","dir3":"f","price":250}
--> {"auction":1007,"bidder":3,"channel":"Facebook","dir1":"g","dir2":"h","dir3":"i","price":12345}
--> {"auction":1020,"bidder":1,"channel":"baidu","dir1":"j","dir2":"k","dir3":"l","price":7}
--> {"auction":2001,"bidder":4,"channel":"channel-77","dir1":"m","dir2":"n","dir3":"o","price":900}
--> {"auction":2019,"bidder":5,"channel":"channel-12","dir1":"p","dir2":"","dir3":"","price":1}
--> {"auction":2087,"bidder":2,"channel":"channel-9","dir1":"q","dir2":"r","dir3":"s","price":55}
