# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Read by tools/run and tools/test: what the system must have, and how it comes there. POSIX sh; lists of
# names are split at spaces on purpose.
# shellcheck shell=sh disable=SC2086,SC2154

# Debian and Ubuntu. build: for everything; window: for the window; test: what the suites call.
build_debian='gcc libc6-dev meson ninja-build pkgconf gettext libglib2.0-dev libglib2.0-dev-bin libsoup-3.0-dev libjson-glib-dev
  libgnutls28-dev glib-networking ca-certificates python3'
window_debian='libgtk-4-dev libadwaita-1-dev libgtksourceview-5-dev libsecret-1-dev adwaita-icon-theme librsvg2-common fonts-dejavu-core shared-mime-info'
test_debian='xvfb desktop-file-utils appstream libxml2-utils python3 openssl curl git util-linux
  dbus-daemon at-spi2-core gir1.2-atspi-2.0 python3-gi xdotool groff-base'
# Only where the distribution has one of them: later versions of the formatter format differently.
test_one_of_debian='clang-format-14 clang-format-15 clang-format-16 clang-format-17'

build_fedora='gcc meson ninja-build pkgconf-pkg-config gettext glib2-devel libsoup3-devel json-glib-devel gnutls-devel glib-networking python3'
window_fedora='gtk4-devel libadwaita-devel gtksourceview5-devel libsecret-devel adwaita-icon-theme librsvg2'
test_fedora='xorg-x11-server-Xvfb desktop-file-utils appstream libxml2 openssl curl git-core libasan libubsan libtsan util-linux
  dbus-daemon at-spi2-core python3-gobject xdotool groff-base'

build_arch='gcc meson ninja pkgconf gettext glib2 glib2-devel libsoup3 json-glib gnutls glib-networking python'
window_arch='gtk4 libadwaita gtksourceview5 libsecret adwaita-icon-theme librsvg'
test_arch='xorg-server-xvfb desktop-file-utils appstream libxml2 openssl curl git util-linux dbus at-spi2-core python-gobject xdotool groff'

has_command ()
{
  command -v "$1" >/dev/null 2>&1
}

# missing_packages QUERY PACKAGE...: those that QUERY says are not installed.
missing_packages ()
{
  query=$1
  shift
  for package in "$@"; do
    case $query in
      dpkg) dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package" ;;
      rpm) rpm -q --whatprovides "$package" >/dev/null 2>&1 || printf '%s ' "$package" ;;
      pacman) pacman -T "$package" >/dev/null 2>&1 || printf '%s ' "$package" ;;
    esac
  done
}

# The first of the packages that apt could install, when none of them is installed.
first_available ()
{
  for package in "$@"; do
    if [ -z "$(missing_packages dpkg "$package")" ]; then
      return
    fi
  done
  for package in "$@"; do
    if apt-cache policy "$package" 2>/dev/null | grep -q 'Candidate: [^(]'; then
      echo "$package"
      return
    fi
  done
}

as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# Without the right to install there is nothing to do but to say what is wanted.
require_root ()
{
  if [ "$(id -u)" -ne 0 ] && ! has_command sudo; then
    echo "$me: these packages are missing, and neither root nor sudo is here to install them. Run as root:" >&2
    echo "  apt-get update && apt-get install --no-install-recommends $*" >&2
    exit 1
  fi
}

apt_install ()
{
  require_root "$@"
  echo "$me: installing with apt-get: $*"
  as_root apt-get install -y --no-install-recommends "$@"
}

# install_debian PACKAGES ONE-OF
install_debian ()
{
  missing=$(missing_packages dpkg $1)
  if [ -n "$missing" ]; then
    require_root $missing
    echo "$me: apt-get update, for these packages that are missing: $missing"
    as_root apt-get update
    apt_install $missing
  fi
  one=$(first_available $2)
  if [ -n "$one" ]; then
    apt_install "$one"
  fi
}

# name_missing QUERY INSTALL-COMMAND PACKAGE...: says what is missing and stops.
name_missing ()
{
  query=$1
  command=$2
  shift 2
  missing=$(missing_packages "$query" "$@")
  if [ -n "$missing" ]; then
    echo "$me: these packages are missing: $missing" >&2
    echo "  $command $missing" >&2
    exit 1
  fi
}

# want build [window] [test]: sees to it that the packages of these groups are there.
want ()
{
  debian='' one_of='' fedora='' arch=''
  for group in "$@"; do
    case $group in
      build) debian="$debian $build_debian" fedora="$fedora $build_fedora" arch="$arch $build_arch" ;;
      window) debian="$debian $window_debian" fedora="$fedora $window_fedora" arch="$arch $window_arch" ;;
      test) debian="$debian $test_debian" fedora="$fedora $test_fedora" arch="$arch $test_arch" one_of=$test_one_of_debian ;;
    esac
  done
  if has_command dpkg-query && has_command apt-get; then
    install_debian "$debian" "$one_of"
  elif has_command rpm && has_command dnf; then
    name_missing rpm 'dnf install' $fedora
  elif has_command pacman; then
    name_missing pacman 'pacman -S' $arch
  else
    for command in gcc meson ninja pkg-config msgfmt python3; do
      if ! has_command "$command"; then
        echo "$me: $command is missing; on this system its package must be installed by hand. Debian's names of all: $debian" >&2
        exit 1
      fi
    done
  fi
}

# configure FOLDER OPTION...: makes the build folder, or brings an existing one to these options.
configure ()
{
  folder=$1
  shift
  if [ -f "$folder/build.ninja" ] && meson setup --reconfigure "$folder" "$@" >"$folder/configure.log" 2>&1; then
    return
  fi
  # New, broken or moved: it holds nothing that cannot be made again.
  rm -rf "$folder"
  mkdir -p "$folder"
  if ! meson setup "$folder" "$@" >"$folder.log" 2>&1; then
    cat "$folder.log" >&2
    exit 1
  fi
  mv "$folder.log" "$folder/configure.log"
}

# build FOLDER: compiles what has changed. It takes minutes the first time: a terminal is shown how far it is.
build ()
{
  if [ -t 2 ] && has_command ninja; then
    ninja -C "$1" -n | grep -q 'no work to do' || (cd "$1" && NINJA_STATUS="$me: %f of %t: " ninja) >&2
  else
    meson compile -C "$1" >"$1/compile.log" 2>&1 || { cat "$1/compile.log" >&2; return 1; }
  fi
}
