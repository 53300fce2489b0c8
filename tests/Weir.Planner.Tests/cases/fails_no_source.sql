-- fails: planning error E26
SELECT 1;
