-- fails: the line ends inside the record: expected a value behind {"id":2,"n":
CREATE TABLE broken (id BIGINT NOT NULL, n INT)
WITH (connector = 'single_file', path = 'data/broken.json', format = 'json');
SELECT id, n FROM broken;
