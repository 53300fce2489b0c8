CREATE TABLE bid (
    auction BIGINT, bidder BIGINT, price BIGINT, channel TEXT, url TEXT, date_time TIMESTAMP NOT NULL, extra TEXT,
    WATERMARK FOR date_time AS date_time - INTERVAL '4 seconds'
) WITH (connector = 'single_file', path = 'data/bids.json', format = 'json');
SELECT auction, bidder, price, channel,
    CASE
        WHEN lower(channel) = 'apple' THEN '0'
        WHEN lower(channel) = 'google' THEN '1'
        WHEN lower(channel) = 'facebook' THEN '2'
        WHEN lower(channel) = 'baidu' THEN '3'
        ELSE (regexp_match(url, '(&|^)channel_id=([^&]*)'))[2]
    END AS channel_id
FROM bid
WHERE (regexp_match(url, '(&|^)channel_id=([^&]*)'))[2] IS NOT NULL OR lower(channel) IN ('apple', 'google', 'facebook', 'baidu');

--= result
--> {"auction":1000,"bidder":1,"channel":"Google","channel_id":"1","price":100}
--> {"auction":1001,"bidder":2,"channel":"apple","channel_id":"0","price":250}
--> {"auction":1007,"bidder":3,"channel":"Facebook","channel_id":"2","price":12345}
--> {"auction":1020,"bidder":1,"channel":"baidu","channel_id":"3","price":7}
--> {"auction":2001,"bidder":4,"channel":"channel-77","channel_id":"77","price":900}
--> {"auction":2087,"bidder":2,"channel":"channel-9","channel_id":"9","price":55}
