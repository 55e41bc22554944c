// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// On picocli, which is compiled for Java 5, as the image has it.
class OldClassesTest {
  private static final String NAME = "picocli/CommandLine.class";

  @TempDir private Path folder;

  private Path picocli() throws Exception {
    URI place = CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Files.copy(Path.of(place), folder.resolve("picocli.jar"));
  }

  private static int version(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream bytes = file.getInputStream(file.getJarEntry(NAME))) {
      return ClassFile.of().parse(bytes.readAllBytes()).majorVersion();
    }
  }

  @Test
  void oldClass_isRenewed_verified_andDoesTheSame() throws Exception {
    Path jar = picocli();
    assertThat(version(jar)).isLessThan(ClassFile.JAVA_6_VERSION);

    OldClasses.main(new String[] {folder.toString()});

    assertThat(version(jar)).isEqualTo(ClassFile.JAVA_8_VERSION);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> renewed = Class.forName("picocli.CommandLine", true, loader);
      Object spec =
          Class.forName("picocli.CommandLine$Model$CommandSpec", true, loader)
              .getMethod("create")
              .invoke(null);
      Object command = renewed.getConstructor(Object.class).newInstance(spec);
      String usage = (String) renewed.getMethod("getUsageMessage").invoke(command);
      assertThat(usage)
          .isEqualTo(new CommandLine(CommandLine.Model.CommandSpec.create()).getUsageMessage());
    }
  }

  @Test
  void everyClass_isStillThere_andEveryOneIsVerified() throws Exception {
    Path jar = picocli();
    Path before = Files.copy(jar, folder.resolve("before.zip"));

    OldClasses.main(new String[] {folder.toString()});

    try (JarFile old = new JarFile(before.toFile());
        JarFile renewed = new JarFile(jar.toFile());
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      assertThat(renewed.stream().map(JarEntry::getName).toList())
          .isEqualTo(old.stream().map(JarEntry::getName).toList());
      for (JarEntry entry : old.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith("picocli/CommandLine") && name.endsWith(".class")) {
          String binary = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          assertThat(Class.forName(binary, true, loader)).isNotNull();
        }
      }
    }
  }

  @Test
  void signedJar_isLeftAsItIs() throws Exception {
    Path signed = folder.resolve("signed.jar");
    try (JarFile file = new JarFile(picocli().toFile());
        InputStream bytes = file.getInputStream(file.getJarEntry(NAME));
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(signed))) {
      out.putNextEntry(new JarEntry(NAME));
      out.write(bytes.readAllBytes());
      out.putNextEntry(new JarEntry("META-INF/SOMEBODY.SF"));
    }
    byte[] before = Files.readAllBytes(signed);

    OldClasses.main(new String[] {folder.toString()});

    assertThat(signed).hasBinaryContent(before);
  }
}
