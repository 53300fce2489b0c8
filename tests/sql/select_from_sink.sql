-- fails: sink
CREATE TABLE out (a TEXT) WITH (connector = 'single_file', path = 'out.json', format = 'json', type = 'sink');
SELECT a FROM out;
