// SPDX-License-Identifier: GPL-3.0-or-later
/// What is written of the command line for people and shells, made of its own help: manual pages,
/// completion, and the reference in the documents.
@NullMarked
package io.tally.installer.manual;

import org.jspecify.annotations.NullMarked;
