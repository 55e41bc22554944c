// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Rendition;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.VariantRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Do groups of renditions exist, and are they made well (rules 27 to 30)?
final class GroupCheck {
  private static final String CAPTIONS = "CLOSED-CAPTIONS";

  private record Group(String type, String id) {}

  private GroupCheck() {}

  static void check(MultivariantPlaylist playlist, Reporter out) {
    Map<Group, List<Rendition>> groups =
        playlist.renditions().stream()
            .collect(
                Collectors.groupingBy(
                    rendition -> new Group(rendition.type(), rendition.group()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    for (Variant variant : playlist.variants()) {
      exists(variant, "AUDIO", variant.groups().audio(), groups, out);
      exists(variant, "VIDEO", variant.groups().video(), groups, out);
      exists(variant, "SUBTITLES", variant.groups().subtitles(), groups, out);
      exists(variant, CAPTIONS, variant.groups().closedCaptions(), groups, out);
    }
    groups.forEach((group, members) -> members(group, members, out));
    siblings(groups, out);
    playlist.renditions().forEach(rendition -> attributes(rendition, out));
  }

  private static void exists(
      Variant variant,
      String type,
      Optional<String> id,
      Map<Group, List<Rendition>> groups,
      Reporter out) {
    if (id.isPresent() && !groups.containsKey(new Group(type, id.get()))) {
      out.report(
          VariantRule.GROUPS,
          variant.line(),
          "%s=\"%s\" names a group that no EXT-X-MEDIA makes",
          type,
          id.get());
    }
  }

  private static void members(Group group, List<Rendition> members, Reporter out) {
    Set<String> names = new TreeSet<>();
    int defaults = 0;
    for (Rendition member : members) {
      if (!names.add(member.name())) {
        out.report(
            VariantRule.GROUP_MEMBERS,
            member.line(),
            "Group %s has two members with the name %s",
            group.id(),
            member.name());
      }
      defaults += member.isDefault() ? 1 : 0;
      if (defaults == 2 && member.isDefault()) {
        out.report(
            VariantRule.GROUP_MEMBERS, member.line(), "Group %s has two defaults", group.id());
      }
      if (member.isDefault() && !member.autoselect() && out.profile() != Profile.RFC) {
        out.report(
            VariantRule.GROUP_MEMBERS,
            member.line(),
            "%s has DEFAULT=YES without AUTOSELECT=YES",
            member.name());
      }
    }
  }

  private static void siblings(Map<Group, List<Rendition>> groups, Reporter out) {
    Map<String, Group> firsts = new LinkedHashMap<>();
    groups.forEach((group, members) -> {
      Group first = firsts.putIfAbsent(group.type(), group);
      if (first != null && !names(members).equals(names(groups.getOrDefault(first, List.of())))) {
        out.report(
            VariantRule.GROUP_MEMBERS,
            members.getFirst().line(),
            "Groups %s and %s of type %s have different members: %s and %s",
            first.id(),
            group.id(),
            group.type(),
            names(groups.getOrDefault(first, List.of())),
            names(members));
      }
    });
  }

  private static Set<String> names(List<Rendition> members) {
    return members.stream().map(Rendition::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void attributes(Rendition rendition, Reporter out) {
    int line = rendition.line();
    if (rendition.type().equals(CAPTIONS)) {
      if (rendition.instreamId().isEmpty()) {
        out.report(VariantRule.MEDIA_ATTRIBUTES, line, "Closed captions have no INSTREAM-ID");
      }
      if (rendition.uri().isPresent()) {
        out.report(VariantRule.MEDIA_ATTRIBUTES, line, "Closed captions have a URI");
      }
    }
    if (rendition.type().isEmpty() || rendition.group().isEmpty() || rendition.name().isEmpty()) {
      out.report(
          VariantRule.MEDIA_ATTRIBUTES, line, "EXT-X-MEDIA lacks one of TYPE, GROUP-ID and NAME");
    }
    if (rendition.type().equals("SUBTITLES") && rendition.uri().isEmpty()) {
      out.report(VariantRule.MEDIA_ATTRIBUTES, line, "Subtitles have no URI");
    }
    if (!rendition.type().equals("VIDEO")
        && rendition.language().isEmpty()
        && out.profile() == Profile.APPLE) {
      out.report(
          VariantRule.MEDIA_ATTRIBUTES,
          line,
          "%s %s has no LANGUAGE",
          rendition.type(),
          rendition.name());
    }
    if (rendition.type().equals("AUDIO") && rendition.channels().isEmpty()) {
      out.report(
          VariantRule.CHANNELS_AND_SCORE, line, "The sound %s has no CHANNELS", rendition.name());
    }
  }
}
