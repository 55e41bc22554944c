// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.target;

import io.tally.app.cli.terminal.Output;
import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.plan.EncodeGroup;
import io.tally.app.plan.EncodePlan;
import io.tally.app.settings.BroadcastSettings;
import io.tally.protocol.service.Fix;
import io.tally.protocol.service.Objection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is told before going live: who gets which encode, and to what of it would a service object?
public final class FirstLook {
  private final Encode wanted;
  private final List<Outlet> outlets;
  private final Output output;

  public FirstLook(BroadcastSettings settings, List<Outlet> outlets, Output output) {
    wanted = Encode.wanted(settings);
    this.outlets = outlets;
    this.output = output;
  }

  /// Tells both.
  ///
  /// @return whether nobody objects
  public boolean tell() {
    boolean well = true;
    EncodePlan plan = EncodePlan.of(wanted, outlets);
    for (Outlet outlet : outlets) {
      for (Objection objection : plan.objections(outlet)) {
        well = false;
        tell(outlet, objection);
      }
    }
    tellPlan(plan);
    return well;
  }

  private void tell(Outlet outlet, Objection objection) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", outlet.id());
    fields.put("sentence", objection.sentence());
    String flag = objection.fix().map(FirstLook::flag).orElse("");
    if (!flag.isEmpty()) {
      fields.put("fix", flag);
    }
    output.event(
        "objection",
        objection.sentence() + (flag.isEmpty() ? "" : " To mend that for all: " + flag),
        fields);
  }

  private void tellPlan(EncodePlan plan) {
    for (EncodeGroup group : plan.groups()) {
      if (!plan.isAsAsked(wanted)) {
        output.event(
            "encode",
            group.sentence(),
            Map.of(
                "sentence",
                group.sentence(),
                "ids",
                group.outlets().stream().map(Outlet::id).toList()));
      }
    }
  }

  /// The words of the command line that do what a fix does.
  static String flag(Fix fix) {
    return switch (fix) {
      case Fix.SetVideoBitrate(int bps) -> "--bitrate " + bps / 1000;
      case Fix.SetAudioBitrate(int bps) -> "--audio-bitrate " + bps / 1000;
      case Fix.SetKeyframeSeconds(double seconds) ->
          "--keyframe-seconds "
              + (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : seconds);
      case Fix.NoBFrames _ -> "--b-frames 0";
      case Fix.SetCanvas(int width, int height) -> "--size " + width + "x" + height;
      case Fix.SetFrameRate(int framesPerSecond) -> "--fps " + framesPerSecond;
      case Fix.SetVideoCodec(var codec) -> "--video-codec " + lower(codec);
      case Fix.SetAudioCodec(var codec) -> "--audio-codec " + lower(codec);
    };
  }

  private static String lower(Enum<?> codec) {
    return codec.name().toLowerCase(Locale.ROOT);
  }
}
