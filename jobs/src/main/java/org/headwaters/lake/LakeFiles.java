package org.headwaters.lake;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Files as Delta Kernel reads and writes them; commits to the local file system go through {@link
 * HardLinkLogStore}.
 *
 * <p>Kernel would take the log store by its name from the configuration, but it looks for the class
 * where its own was loaded, which under spark-submit is not where ours is.
 */
final class LakeFiles extends HadoopFileIO {
  private final Configuration configuration;

  LakeFiles(Configuration configuration) {
    super(configuration);
    this.configuration = configuration;
  }

  /** A lake's place as a whole URI; a path without a scheme is on the local disk. */
  static String whole(String root) {
    URI fileSystem = root.contains(":/") ? new Path(root).toUri() : URI.create("file:///");
    Path folder = new Path("file://" + java.nio.file.Path.of("").toAbsolutePath());
    return new Path(root).makeQualified(fileSystem, folder).toString();
  }

  @Override
  public OutputFile newOutputFile(String path) {
    OutputFile file = super.newOutputFile(path);
    String scheme = new Path(path).toUri().getScheme();
    return scheme == null || scheme.equals("file") ? new LocalFile(file) : file;
  }

  private final class LocalFile implements OutputFile {
    private final OutputFile file;

    LocalFile(OutputFile file) {
      this.file = file;
    }

    @Override
    public String path() {
      return file.path();
    }

    @Override
    public PositionOutputStream create(boolean overwrite) throws IOException {
      return file.create(overwrite);
    }

    @Override
    public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
        throws IOException {
      try (lines) {
        new HardLinkLogStore(configuration)
            .write(new Path(path()), lines, overwrite, configuration);
      }
    }
  }
}
