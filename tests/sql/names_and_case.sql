CREATE TABLE Fleet ("orderId" BIGINT, id BIGINT, customer TEXT) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT ID, "orderId" IS NULL AS missing, CUSTOMER AS "Who is it" FROM fLEET AS f WHERE f.id <= 2;

--= result
--> {"Who is it":"ann","id":1,"missing":true}
--> {"Who is it":"bob","id":2,"missing":true}
