CREATE TABLE bid (
    auction BIGINT NOT NULL, bidder BIGINT NOT NULL, price BIGINT NOT NULL, channel TEXT, url TEXT, datetime TIMESTAMP NOT NULL, extra TEXT,
    WATERMARK FOR datetime AS datetime - INTERVAL '4' SECOND
) WITH (connector = 'single_file', path = 'bids.json', type = 'source', format = 'json');
CREATE TABLE q0 (auction BIGINT, bidder BIGINT, price BIGINT, datetime TIMESTAMP, extra TEXT) WITH (connector = 'blackhole');
CREATE TABLE q1 (auction BIGINT, bidder BIGINT, price DECIMAL(23, 3), datetime TIMESTAMP, extra TEXT) WITH (connector = 'blackhole');
CREATE TABLE q2 (auction BIGINT, price BIGINT) WITH (connector = 'blackhole');
CREATE TABLE q21 (auction BIGINT, bidder BIGINT, price BIGINT, channel TEXT, channel_id TEXT) WITH (connector = 'blackhole');
CREATE TABLE q22 (auction BIGINT, bidder BIGINT, price BIGINT, channel TEXT, dir1 TEXT, dir2 TEXT, dir3 TEXT) WITH (connector = 'blackhole');
INSERT INTO q0 SELECT auction, bidder, price, datetime, extra FROM bid;
INSERT INTO q1 SELECT auction, bidder, 0.908 * price, datetime, extra FROM bid;
INSERT INTO q2 SELECT auction, price FROM bid WHERE auction % 123 = 0;
INSERT INTO q21 SELECT auction, bidder, price, channel, channel_id FROM (
    SELECT auction, bidder, price, channel,
        CASE WHEN lower(channel) = 'apple' THEN '0' WHEN lower(channel) = 'google' THEN '1'
             WHEN lower(channel) = 'facebook' THEN '2' WHEN lower(channel) = 'baidu' THEN '3'
             ELSE regexp_match(url, '(&|^)channel_id=([^&]*)')[2] END AS channel_id
    FROM bid) WHERE channel_id IS NOT NULL;
INSERT INTO q22 SELECT auction, bidder, price, channel, split_part(url, '/', 4) AS dir1, split_part(url, '/', 5) AS dir2, split_part(url, '/', 6) AS dir3 FROM bid;
