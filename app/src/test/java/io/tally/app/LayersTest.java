// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Do the arrows between the rooms still all point the way of the signal?
class LayersTest {
  private static final String[] NATIVE = {"org.bytedeco..", "org.opencv.."};

  private static final JavaClasses TALLY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.tally");

  @Test
  @DisplayName("capture knows no other room")
  void capture() {
    room("capture");
  }

  @Test
  @DisplayName("encoder knows frames and the FFmpeg glue")
  void encoder() {
    room("encoder", "io.tally.capture.media..", "io.tally.capture.ffmpeg..");
  }

  @Test
  @DisplayName("protocol knows packets and containers, and no FFmpeg")
  void protocol() {
    room("protocol", "io.tally.encoder.packet..", "io.tally.encoder.container..");
    never("io.tally.protocol..", NATIVE);
  }

  @Test
  @DisplayName("player knows frames, packets and the FFmpeg glue, and no Netty")
  void player() {
    room(
        "player",
        "io.tally.capture.media..",
        "io.tally.capture.ffmpeg..",
        "io.tally.encoder.packet..");
    never("io.tally.player..", "io.netty..");
  }

  @Test
  @DisplayName("app knows no FFmpeg, OpenCV or Netty")
  void app() {
    never("io.tally.app..", "org.bytedeco..", "org.opencv..", "io.netty..");
  }

  @Test
  @DisplayName("the currencies and the glue stand on their own")
  void currencies() {
    never("io.tally.encoder.packet..", NATIVE);
    noClasses()
        .that()
        .resideInAnyPackage("io.tally.capture.media..", "io.tally.encoder.packet..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.tally..")
                .and(
                    not(
                        resideInAnyPackage(
                            "io.tally.capture.media..", "io.tally.encoder.packet.."))))
        .check(TALLY);
  }

  @Test
  @DisplayName("JavaFX is in the player's pane and the window only")
  void javaFx() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tally.player.pane..", "io.tally.app.window..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..")
        .check(TALLY);
  }

  @Test
  @DisplayName("the window is used by the entry point only")
  void window() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tally.app.window..")
        .and()
        .doNotBelongToAnyOf(Launcher.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tally.app.window..")
        .check(TALLY);
  }

  @Test
  @DisplayName("no packages depend on each other in a circle")
  void circles() {
    slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles().check(TALLY);
  }

  @Test
  @DisplayName("no native type is in a signature that another room can see")
  void signatures() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(new NameNoNativeType())
        .check(TALLY);
  }

  @Test
  @DisplayName("only the command line prints")
  void printing() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tally.app.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(TALLY);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(TALLY);
  }

  /// @param others packages of other rooms that it may know
  private static void room(String name, String... others) {
    String own = "io.tally." + name + "..";
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("io.tally.."))
                .or(resideInAPackage(own))
                .or(resideInAnyPackage(others)))
        .check(TALLY);
  }

  private static void never(String who, String... what) {
    noClasses()
        .that()
        .resideInAPackage(who)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(what)
        .check(TALLY);
  }

  /// Every package is a slice, but for the few classes that stand above or below the package that
  /// they lie in, so that people find them there.
  private static final class PackageSlices implements SliceAssignment {
    private static final Map<String, String> APART =
        Map.of(
            "io.tally.app.Launcher", "entry point: opens command line and window",
            "io.tally.capture.Devices", "asks every package of sources for its devices");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String outermost = type.getName().replaceFirst("\\$.*", "");
      return SliceIdentifier.of(APART.getOrDefault(outermost, type.getPackageName()));
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }

  private static final class NameNoNativeType extends ArchCondition<JavaMethod> {
    private static final DescribedPredicate<JavaClass> FOREIGN = resideInAnyPackage(NATIVE);

    NameNoNativeType() {
      super("name no type of FFmpeg or OpenCV");
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
      boolean foreign =
          FOREIGN.test(method.getRawReturnType())
              || method.getRawParameterTypes().stream().anyMatch(FOREIGN);
      events.add(
          new SimpleConditionEvent(
              method, !foreign, method.getFullName() + " names a native type"));
    }
  }
}
