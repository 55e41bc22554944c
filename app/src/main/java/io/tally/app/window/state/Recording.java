// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

import java.nio.file.Path;

/// Shall the programme be written to a file while it is on air?
///
/// @param folder where the files go, one a broadcast, named by date and time
public record Recording(boolean wanted, Path folder) {}
