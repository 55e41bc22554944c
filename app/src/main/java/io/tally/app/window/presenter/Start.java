// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.outlet.Outlet;
import io.tally.app.settings.Settings;
import io.tally.app.settings.SettingsFile;
import java.util.List;
import java.util.Optional;

/// How does this run of the window begin?
///
/// @param settings scene, mix, destination and the rest
/// @param problem a sentence to show at once, such as that the settings file was broken
/// @param file where changes are kept; empty when this run is not to be remembered
/// @param outlets goes there, instead of where the settings say, unless the person changes it;
///   empty for where they say
/// @param goLive at once, without waiting for the button
public record Start(
    Settings settings,
    Optional<String> problem,
    Optional<SettingsFile> file,
    List<Outlet> outlets,
    boolean goLive) {}
