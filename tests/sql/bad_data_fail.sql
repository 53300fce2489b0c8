-- fails: bad record at byte 16
CREATE TABLE broken (id BIGINT NOT NULL, n INT)
WITH (connector = 'single_file', path = 'data/broken.json', format = 'json');
SELECT id, n FROM broken;
