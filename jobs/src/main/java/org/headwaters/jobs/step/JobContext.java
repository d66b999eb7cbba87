package org.headwaters.jobs.step;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.policy.Policy;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;

/**
 * What every job is given.
 *
 * @param lake the folder with all tables
 * @param policies every policy that the settings name
 * @param lakeSecret the key of every pseudonym; never logged
 * @param progress where to say what is being done
 */
public record JobContext(
    Lake lake, List<Policy> policies, LakeSecret lakeSecret, Progress progress) {
  public JobContext {
    policies = List.copyOf(policies);
  }

  public SparkSession spark() {
    return lake.spark();
  }
}
