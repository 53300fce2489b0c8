-- fails: 'Alpha beta' does not have the format '%Y-%m-%d'
CREATE TABLE texts (id INT, s TEXT) WITH (connector = 'single_file', path = 'data/texts.json', format = 'json');
SELECT to_timestamp(s, '%Y-%m-%d') AS t FROM texts WHERE id = 1;
