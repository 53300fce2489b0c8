CREATE TABLE t (j JSON) WITH (connector = 'single_file', path = 'data/any_value.json', format = 'json');
SELECT (j -> 'nope') IS NULL AS missing, (j -> 'd') IS NULL AS is_null, (j -> 'a') IS NULL AS there,
       coalesce(j -> 'nope', j -> 'd', j -> 'b')::INT AS first, (j -> 'a')::BIGINT AS text, (j -> 'b')::BIGINT AS number,
       TRY_CAST(j -> 'c' AS BIGINT) AS no_number, (j -> 'd')::BIGINT AS nothing, (j -> 'h')::BIGINT AS cut, (j -> 'h')::DECIMAL(5, 2) AS exact,
       (j -> 'a')::DOUBLE AS real, (j -> 'g')::BOOLEAN AS flag, TRY_CAST(j -> 'g' AS INT) AS no_flag, (j -> 'e')::TEXT AS object,
       (j -> 'f')::TEXT AS array, (j -> 'c')::TEXT AS string, (j -> 'i')::DATE AS day, TRY_CAST(j -> 'e' AS DOUBLE) AS no_object,
       json_get_int(j, 'a') AS lenient, CASE WHEN j -> 'd' IS NULL THEN 'none' ELSE 'some' END AS branch
FROM t;

--= result
--> {"missing":true,"is_null":true,"there":false,"first":12,"text":12,"number":12,"no_number":null,"nothing":null,"cut":3,"exact":3.90,"real":12.0,"flag":true,"no_flag":null,"object":"{\"x\":1}","array":"[1,2]","string":"abc","day":"2024-05-03","no_object":null,"lenient":null,"branch":"none"}
