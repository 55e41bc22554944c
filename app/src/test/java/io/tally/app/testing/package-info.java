// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands around the program in tests: its process, and who looks at what it sent.
@NullMarked
package io.tally.app.testing;

import org.jspecify.annotations.NullMarked;
