-- fails: "userName"
CREATE TABLE users (userName TEXT) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT userName FROM users;
