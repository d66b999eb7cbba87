-- ---------------------------------------------------------------------------------------------
-- What follows from the tables. Amounts are whole micros; every split is the one rule of
-- docs/method.md, so parts add up to the micro. What was earned and what was refunded is split
-- apart (sign 1 and -1) and added where the sign is no longer told.

-- Micros as units of the reporting currency, exactly: never by way of a double.
CREATE OR REPLACE MACRO units(micros) AS
  CAST(micros AS DECIMAL(30, 0)) * CAST(0.000001 AS DECIMAL(7, 6));

-- The part of an amount for a weight, with the sum of weights before it and their total.
CREATE OR REPLACE MACRO part_of(micros, before, weight, total) AS
  CAST(sign(micros) * (abs(CAST(micros AS HUGEINT)) * (CAST(before AS HUGEINT) + weight) // total
    - abs(CAST(micros AS HUGEINT)) * before // total) AS BIGINT);

-- What every account holds: the sum of all bookings of the month, of all classes.
CREATE OR REPLACE VIEW accounts AS
  SELECT period, split_part(account, '/', 1) AS kind, account,
    CAST(sum(amount_micros) AS BIGINT) AS amount_micros
  FROM journal GROUP BY ALL;

-- A month as all its bookings together say it: gross is what retained to undisclosed add up to.
CREATE OR REPLACE VIEW months AS
  SELECT period,
    CAST(-sum(amount_micros) FILTER (kind = 'revenue') AS BIGINT) AS gross_micros,
    CAST(coalesce(sum(amount_micros) FILTER (kind = 'retained'), 0) AS BIGINT) AS retained_micros,
    CAST(coalesce(sum(amount_micros) FILTER (kind = 'fund'), 0) AS BIGINT) AS funds_micros,
    CAST(coalesce(sum(amount_micros) FILTER (kind = 'payable'), 0) AS BIGINT) AS payable_micros,
    CAST(coalesce(sum(amount_micros) FILTER (kind = 'unclaimed'), 0) AS BIGINT) AS unclaimed_micros,
    CAST(coalesce(sum(amount_micros) FILTER (kind = 'on_hold'), 0) AS BIGINT) AS on_hold_micros,
    CAST(coalesce(sum(amount_micros) FILTER (kind = 'undisclosed'), 0) AS BIGINT) AS undisclosed_micros
  FROM (SELECT period, class, split_part(account, '/', 1) AS kind, amount_micros FROM journal)
  WHERE class IN ('settle', 'claim', 'expiry')
  GROUP BY period;

-- What came in at each data set, maker and covered source, to be credited to sources.
CREATE OR REPLACE VIEW inflows AS
  SELECT period, child_id AS dataset_id,
    CASE to_kind WHEN 'people' THEN 'feedback' WHEN 'source' THEN 'licence_fee' ELSE to_kind END AS part,
    CASE WHEN to_kind IN ('own', 'source') THEN to_id END AS source_id,
    CAST(sign(amount_micros) AS INTEGER) AS sign, CAST(sum(amount_micros) AS BIGINT) AS amount_micros
  FROM asset_flows
  WHERE to_kind IN ('documents', 'people', 'output_attributions', 'own', 'source')
  GROUP BY ALL;

-- What each source is credited with, by sign. What was measured of outputs is told of the asset
-- alone (source_id is empty), since who was measured is not published.
CREATE OR REPLACE VIEW signed_source_credits AS
  SELECT period, dataset_id, part, contribution.source_id, sign,
    part_of(amount_micros, weight_before, weight, weight_total) AS amount_micros
  FROM inflows JOIN contributions AS contribution USING (period, dataset_id, part)
  WHERE part IN ('documents', 'feedback')
    AND part_of(amount_micros, weight_before, weight, weight_total) <> 0
  UNION ALL
  SELECT period, dataset_id, part, source_id, sign, amount_micros
  FROM inflows WHERE part NOT IN ('documents', 'feedback');

CREATE OR REPLACE VIEW source_credits AS
  SELECT period, dataset_id, part, source_id, CAST(sum(amount_micros) AS BIGINT) AS amount_micros
  FROM signed_source_credits GROUP BY ALL;

-- From which asset money came to an asset or, in a cycle, to its group; sign by sign.
CREATE OR REPLACE VIEW arrivals AS
  WITH nodes AS (SELECT period, asset_id, group_id, depth FROM lineage_nodes)
  SELECT flow.period, CAST(sign(amount_micros) AS INTEGER) AS sign,
    coalesce(reached.group_id, to_id) AS group_id, coalesce(reached.depth, 0) AS depth,
    to_kind = 'graph' AS earned, child_id AS from_id, coalesce(giver.group_id, child_id) AS from_group,
    CAST(sum(amount_micros) AS BIGINT) AS amount_micros
  FROM asset_flows AS flow
    LEFT JOIN nodes AS reached ON reached.period = flow.period AND reached.asset_id = to_id
    LEFT JOIN nodes AS giver ON giver.period = flow.period AND giver.asset_id = child_id
  WHERE to_kind = 'graph' OR (to_kind = 'asset' AND giver.group_id IS DISTINCT FROM reached.group_id)
  GROUP BY ALL;

-- Who paid what arrived at an asset or group: each step's money is split over those who paid what
-- came to it. In every step an earner's part may differ by a micro from the exact one that
-- `explain` and statements tell, and in a cycle all entries count as mixed; the sums are exact.
CREATE OR REPLACE VIEW who_paid AS
  WITH RECURSIVE paid AS (
    SELECT 0 AS level, period, sign, group_id, depth, from_id AS earner_id, amount_micros
    FROM arrivals WHERE earned
    UNION ALL
    SELECT level + 1, period, sign, group_id, depth, earner_id, amount_micros FROM (
      SELECT level, period, sign, group_id, depth, earner_id, amount_micros
      FROM paid WHERE depth > level
      UNION ALL
      SELECT level, period, sign, arrival.group_id, arrival.depth, earner_id,
        part_of(arrival.amount_micros, before, weight, total) AS amount_micros
      FROM (
        SELECT level, period, sign, group_id, earner_id, weight,
          sum(weight) OVER earners - weight AS before,
          sum(weight) OVER (PARTITION BY period, sign, group_id) AS total
        FROM (
          SELECT level, period, sign, group_id, earner_id, abs(sum(amount_micros)) AS weight
          FROM paid WHERE depth = level GROUP BY ALL
        )
        WINDOW earners AS (PARTITION BY period, sign, group_id ORDER BY earner_id)
      ) AS payer
      JOIN (SELECT * FROM arrivals WHERE NOT earned) AS arrival USING (period, sign)
      WHERE arrival.from_group = payer.group_id
    )
  )
  SELECT period, sign, group_id, earner_id, CAST(sum(amount_micros) AS BIGINT) AS amount_micros
  FROM paid WHERE depth = level
  GROUP BY ALL
  HAVING sum(amount_micros) <> 0;

-- Who paid each source's credit: every credit once a payer, adding up to it. `asset_id` of a
-- payer is the service or model that earned.
CREATE OR REPLACE VIEW source_credits_by_earner AS
  WITH payers AS (
    SELECT period, sign, asset_id AS dataset_id, earner_id, abs(amount_micros) AS weight
    FROM who_paid JOIN lineage_nodes USING (period, group_id)
  ), chained AS (
    SELECT *, sum(weight) OVER (PARTITION BY period, sign, dataset_id ORDER BY earner_id) - weight AS before,
      sum(weight) OVER (PARTITION BY period, sign, dataset_id) AS total
    FROM payers
  )
  SELECT period, earner_id, dataset_id, part, source_id,
    CAST(sum(part_of(amount_micros, before, weight, total)) AS BIGINT) AS amount_micros
  FROM signed_source_credits JOIN chained USING (period, sign, dataset_id)
  WHERE part <> 'licence_fee'
  GROUP BY ALL
  UNION ALL
  SELECT period, dataset_id, dataset_id, part, source_id, CAST(sum(amount_micros) AS BIGINT)
  FROM signed_source_credits WHERE part = 'licence_fee'
  GROUP BY ALL;

-- The same by the asset that passed the money to the data set: the model that was trained on it.
CREATE OR REPLACE VIEW source_credits_by_model AS
  WITH givers AS (
    SELECT period, sign, asset_id AS dataset_id, from_id, abs(sum(amount_micros)) AS weight
    FROM arrivals JOIN lineage_nodes USING (period, group_id)
    GROUP BY ALL
  ), chained AS (
    SELECT *, sum(weight) OVER (PARTITION BY period, sign, dataset_id ORDER BY from_id) - weight AS before,
      sum(weight) OVER (PARTITION BY period, sign, dataset_id) AS total
    FROM givers
  )
  SELECT period, from_id AS model_id, dataset_id, part, source_id,
    CAST(sum(part_of(amount_micros, before, weight, total)) AS BIGINT) AS amount_micros
  FROM signed_source_credits JOIN chained USING (period, sign, dataset_id)
  WHERE part <> 'licence_fee'
  GROUP BY ALL;
