
-- What each source is credited with, one row a person. Of what was measured of outputs and is paid
-- for, the asset is told alone: source_id is empty.
CREATE OR REPLACE VIEW private.source_credits AS
  WITH inflow AS (
    SELECT period, child_id AS dataset_id,
      CASE to_kind WHEN 'people' THEN 'feedback' WHEN 'source' THEN 'licence_fee' ELSE to_kind END AS part,
      CASE WHEN to_kind IN ('own', 'source') THEN to_id END AS source_id,
      sign(amount_micros) AS sign, CAST(sum(amount_micros) AS BIGINT) AS amount_micros
    FROM private.asset_flows
    WHERE to_kind IN ('documents', 'people', 'output_attributions', 'own', 'source')
    GROUP BY ALL
  ), credit AS (
    SELECT period, dataset_id, part, contribution.source_id,
      part_of(amount_micros, weight_before, weight, weight_total) AS amount_micros
    FROM inflow JOIN private.contributions AS contribution USING (period, dataset_id, part)
    WHERE part IN ('documents', 'feedback')
    UNION ALL
    SELECT period, dataset_id, part, source_id, amount_micros
    FROM inflow WHERE part NOT IN ('documents', 'feedback')
  )
  SELECT period, dataset_id, part, source_id, CAST(sum(amount_micros) AS BIGINT) AS amount_micros
  FROM credit GROUP BY ALL HAVING sum(amount_micros) <> 0;
