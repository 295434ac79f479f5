#!/usr/bin/env bash
# Installs what is missing on a Debian or Ubuntu machine to build and run progpretrain: Debian's packages, and LibTorch
# from PyPI's torch wheel in a cache folder outside the checkout. Prints the folder to give as LIBTORCH_ROOT as its last line.
#
#   tools/bootstrap.sh                 everything
#   tools/bootstrap.sh --static        everything, and libzip.a for the preset cuda-portable (Debian packages no archive of it:
#                                      it is built from the distribution's source package)
#   PROGPRETRAIN_CACHE=DIR             where LibTorch is kept (default ~/.cache/progpretrain)
set -euo pipefail

torch_version=2.11.0
cuda_toolkit_version=13.0.2   # the cuda-toolkit release that this torch wheel asks for
cache=${PROGPRETRAIN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/progpretrain}
venv=$cache/libtorch-$torch_version

say() { printf 'bootstrap: %s\n' "$*" >&2; }

packages=(
  g++ cmake ninja-build ccache pkg-config git
  libvulkan-dev vulkan-validationlayers mesa-vulkan-drivers
  libshaderc-dev glslang-dev spirv-tools spirv-headers
  nlohmann-json3-dev doctest-dev libcli11-dev libspdlog-dev libexpected-dev libssl-dev
  libsqlite3-dev libpng-dev libjpeg-dev libwebp-dev libzip-dev libarchive-dev liblzma-dev libjemalloc-dev libjs-chart.js
  python3 python3-venv
)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
  say "installing ${missing[*]}"
  as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || { say "not root and no sudo: install the packages above by hand"; exit 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi

# Debian's packages of all other libraries bring archives.
build_libzip() {
  local static=$cache/static
  [[ -e $static/lib/libzip.a ]] && return
  say "building libzip.a into $static"
  local work as_root=()
  work=$(mktemp -d)
  chmod 755 "$work"
  mkdir -p "$work/lists/partial" "$static"
  local suite=bookworm host=deb.debian.org/debian component=main
  . /etc/os-release
  suite=${VERSION_CODENAME:-$suite}
  [[ ${ID:-debian} == ubuntu ]] && host=archive.ubuntu.com/ubuntu component='main universe'
  local keyring=(/usr/share/keyrings/"${ID:-debian}"-archive-keyring.gpg)
  echo "deb-src [signed-by=${keyring[0]}] http://$host $suite $component" >"$work/sources.list"
  command -v gpgv >/dev/null || { ((EUID == 0)) || as_root=(sudo); "${as_root[@]}" apt-get install -y -qq gpgv >&2; }
  local apt=(apt-get -qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::Lists=$work/lists")
  (
    cd "$work"
    "${apt[@]}" update
    "${apt[@]}" source --download-only libzip
    mkdir source
    tar -C source --strip-components=1 -xf libzip_*.orig.tar.*
    # No encryption: nothing here opens encrypted archives.
    cmake -S source -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DCMAKE_INSTALL_PREFIX="$static" \
      -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_SHARED_LIBS=OFF -DBUILD_TOOLS=OFF -DBUILD_REGRESS=OFF -DBUILD_EXAMPLES=OFF -DBUILD_DOC=OFF \
      -DENABLE_COMMONCRYPTO=OFF -DENABLE_GNUTLS=OFF -DENABLE_MBEDTLS=OFF -DENABLE_OPENSSL=OFF -DENABLE_LZMA=OFF
    ninja -C build install
  ) >&2
  rm -rf "$work"
}
if [[ ${1:-} == --static ]]; then build_libzip; fi

has_gpu() { [[ -e /dev/nvidia0 ]] || { command -v nvidia-smi >/dev/null && nvidia-smi -L >/dev/null 2>&1; }; }

# The wheel is the CUDA build: libtorch_cpu.so itself needs the CUDA runtime and CUPTI (readelf -d tells). Without a GPU
# only these two of NVIDIA's wheels are fetched; with one, everything that torch asks for.
flavour=cpu
has_gpu && flavour=gpu
mark=$venv/complete-$flavour
if [[ ! -e $mark && ! -e $venv/complete-gpu ]]; then
  say "installing torch $torch_version ($flavour) into $venv"
  mkdir -p "$cache"
  exec 9>"$cache/bootstrap.lock"
  flock 9
  if [[ ! -e $mark ]]; then
    installed=no
    rm -rf "$venv"
    if /usr/bin/python3 -m venv "$venv" >&2; then
      if [[ $flavour == gpu ]]; then
        "$venv/bin/pip" install --quiet "torch==$torch_version" >&2 && installed=yes
      else
        "$venv/bin/pip" install --quiet "cuda-toolkit[cudart,cupti]==$cuda_toolkit_version" >&2 &&
          "$venv/bin/pip" install --quiet --no-deps "torch==$torch_version" >&2 && installed=yes
      fi
    fi
    if [[ $installed == yes ]]; then
      touch "$mark"
    else
      say "PyPI's torch could not be installed; falling back to Debian's libtorch-dev (CPU only)"
      rm -rf "$venv"
      if ((EUID != 0)); then sudo apt-get install -y -qq libtorch-dev >&2; else apt-get install -y -qq libtorch-dev >&2; fi
      echo /usr
      exit 0
    fi
  fi
fi
echo "$venv"
