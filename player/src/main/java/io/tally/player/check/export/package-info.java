// SPDX-License-Identifier: GPL-3.0-or-later
/// A report in the forms that people and other programs read: JSON, HTML, JUnit XML and HAR.
@NullMarked
package io.tally.player.check.export;

import org.jspecify.annotations.NullMarked;
