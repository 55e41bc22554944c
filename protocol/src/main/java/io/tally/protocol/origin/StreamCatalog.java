// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import io.tally.protocol.hls.HlsFile;
import io.tally.protocol.hls.HlsStatus;
import java.util.Map;
import java.util.Optional;

/// Which streams can be watched here?
///
/// Threads: called from the origin's event loop; must not block.
public interface StreamCatalog {
  /// Every stream that has begun, by name, and how it stands.
  Map<String, HlsStatus> streams();

  /// A file of a stream.
  ///
  /// @param stream as the first part of the path says
  /// @param file as the second part says
  Optional<HlsFile> file(String stream, String file);
}
