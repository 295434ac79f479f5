#!/usr/bin/env bash
# The GPU rows of BENCHMARKS.md and all tests that a GPU decides, in under 8 minutes, on a machine that has an NVIDIA driver,
# CUDA 13 and torch 2.11 and nothing else.
#
#   tools/bench_gpu.sh pack [FOLDER]   here: builds the preset cuda-portable and puts everything that the other machine lacks into
#                                      FOLDER (default build/gpu-pack), at most 44 MB: binaries, the starter corpus, the loaders of
#                                      Vulkan and EGL, the validation layers, moderngl. Copy FOLDER there; numpy, which moderngl's
#                                      peers need, is expected there.
#   FOLDER/bench_gpu.sh run            there (or tools/bench_gpu.sh run [FOLDER] in a checkout): measures into $OUT, default
#                                      ./bench-gpu-results: table.txt, results.json, log.txt. Without a GPU it goes as far as the
#                                      software device takes it and marks the rows as not measured.
#
#   PROGPRETRAIN_TARGET_PYTHON=3.12    pack: the Python there
#   PYTHON=python3                     run: the Python that has torch
#   CORPUS=FILE.db                     pack: takes this corpus along; run: `bench stream` measures it too
# Exit code of run: 0 when all tests passed and all measurements ended, whatever they say.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
limit_bytes=44000000
total_s=470
say() { printf 'bench_gpu: %s\n' "$*" >&2; }

pack() {
  cd "$here/.."
  local folder=${1:-build/gpu-pack} libtorch python=${PROGPRETRAIN_TARGET_PYTHON:-3.12} build=build/cuda-portable
  libtorch=$(tools/bootstrap.sh --static)
  cmake --preset cuda-portable -DLIBTORCH_ROOT="$libtorch" >&2
  cmake --build --preset cuda-portable >&2
  rm -rf "$folder"
  mkdir -p "$folder"/{bin,debs,wheels}
  folder=$(cd "$folder" && pwd)
  cp "$build"/progpretrain{,-worker} "$folder/bin/"
  local room
  for room in gpu frames render stream trainer; do cp "$build/tests/$room/tests_$room" "$folder/bin/"; done
  check_links "$folder/bin"
  mkdir "$folder/bin/programs"
  cp -r programs/starter "$folder/bin/programs/"
  XZ_OPT=--lzma2=preset=4,dict=64MiB tar -C "$folder" -cJf "$folder/bin.tar.xz" bin  # the binaries share most of their code
  rm -r "$folder/bin"
  cp tools/bench_gpu.sh tools/bench_gpu_table.py "$folder/"
  [[ -z ${CORPUS:-} ]] || cp "$CORPUS" "$folder/corpus.db"
  (
    cd "$folder/debs"
    # X11's client libraries are what NVIDIA's driver itself links.
    apt-get -qq download libvulkan1 vulkan-validationlayers libegl1 libglvnd0 libgl1 libglx0 libgles2 libopengl0 libx11-6 libxext6 \
      libxcb1 libxau6 libxdmcp6 libbsd0 libmd0 2>/dev/null
  )
  "$libtorch/bin/python" -m pip download -q --no-deps --only-binary=:all: --python-version "$python" --implementation cp \
    --platform manylinux_2_28_x86_64 --platform manylinux_2_27_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
    -d "$folder/wheels" moderngl glcontext >&2
  local bytes
  bytes=$(find "$folder" -type f -printf '%s\n' | awk '{sum += $1} END {print sum}')
  du -h -d 1 "$folder" >&2
  if ((bytes > limit_bytes)); then
    say "$folder has $bytes bytes, more than $limit_bytes"
    return 1
  fi
  say "$folder: $bytes bytes of $limit_bytes"
}

# Nothing but LibTorch, CUDA and the C and C++ runtimes is linked dynamically.
check_links() {
  local binary strangers
  for binary in "$1"/progpretrain* "$1"/tests_*; do
    strangers=$(readelf -d "$binary" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
      grep -Ev '^(lib(torch_cpu|c10|cudart|stdc\+\+|gcc_s|c|m|dl|rt|pthread)\.so(\.[0-9]+)?|ld-linux.*)$' || true)
    [[ -z $strangers ]] || { say "$binary needs" $strangers; return 1; }
  done
}

# Whether the dynamic linker finds a library without us.
has_library() { ldconfig -p 2>/dev/null | grep "^[[:space:]]*$1 " >/dev/null; }

first_existing() {
  local path
  for path in "$@"; do [[ ! -e $path ]] || { echo "$path"; return; }; done
}

# The .deb files in a folder of our own, without the libraries that the machine has; prints the folder with the rest.
unpack_libraries() {
  local root=$1 deb lib=$1/usr/lib/x86_64-linux-gnu name
  mkdir -p "$root"
  for deb in "$pack"/debs/*.deb; do
    if command -v dpkg-deb >/dev/null; then
      dpkg-deb -x "$deb" "$root"
    else
      (cd "$root" && ar p "$deb" "$(ar t "$deb" | grep '^data\.tar')" | tar -x --xz)
    fi
  done
  # glvnd's parts belong together.
  if has_library libEGL.so.1 && has_library libGL.so.1; then rm -f "$lib"/lib{EGL,GL,GLX,GLESv2,OpenGL,GLdispatch}.so*; fi
  for name in libvulkan.so.1 libX11.so.6 libXext.so.6 libxcb.so.1 libXau.so.6 libXdmcp.so.6 libbsd.so.0 libmd.so.0; do
    if has_library "$name"; then rm -f "$lib/$name"*; fi
  done
  echo "$lib"
}

# The manifest of NVIDIA's driver for Vulkan or EGL; written when the machine has the driver without it.
nvidia_manifest() {
  local kind=$1 own=$2 found library folder
  if [[ $kind == vulkan ]]; then
    found=$(first_existing {/etc,/usr/share,/usr/local/nvidia/share}/vulkan/icd.d/nvidia_icd*.json)
  else
    found=$(first_existing {/etc,/usr/share,/usr/local/nvidia/share}/glvnd/egl_vendor.d/*nvidia*.json)
  fi
  if [[ -z $found ]]; then
    # Both libraries speak Vulkan; the first needs X11's client libraries.
    for library in $([[ $kind == vulkan ]] && echo libGLX_nvidia.so.0) libEGL_nvidia.so.0; do
      for folder in /usr/lib/x86_64-linux-gnu /usr/lib64 /usr/local/nvidia/lib64 /usr/local/nvidia/lib; do
        [[ -z $found && -e $folder/$library ]] || continue
        printf '{"file_format_version": "1.0.0", "ICD": {"library_path": "%s", "api_version": "1.3.0"}}\n' "$folder/$library" >"$own"
        found=$own
      done
    done
  fi
  echo "$found"
}

# step NAME LIMIT_S COMMAND...: standard output to parts/NAME, the rest to the log; never longer than what is left of total_s.
step() {
  local name=$1 limit=$2 start=$SECONDS code=0
  shift 2
  ((limit < total_s - SECONDS)) || limit=$((total_s - SECONDS))
  printf '\n== %s: %s\n' "$name" "$*" >>"$out/log.txt"
  if ((limit < 5)); then
    code=124
  else
    timeout -k 5 "$limit" "$@" >"$parts/$name" 2>>"$out/log.txt" || code=$?
    cat "$parts/$name" >>"$out/log.txt"
  fi
  printf '%s\t%d\t%d\n' "$name" "$code" "$((SECONDS - start))" >>"$parts/steps"
  say "$name: exit code $code after $((SECONDS - start)) s"
  return "$code"
}

# A failure under the validation layers may be theirs (they are older than the driver): then the tests run again without.
tests() {
  step "tests-$1" "$2" "$bin/tests_$1" "${@:3}" || PROGPRETRAIN_VALIDATION=0 step "tests-$1-unvalidated" "$2" "$bin/tests_$1" "${@:3}" || true
}

run() {
  pack=$here
  [[ -e $pack/bin.tar.xz ]] || pack=$(cd "${1:-$here/../build/gpu-pack}" && pwd)
  [[ -e $pack/bin.tar.xz ]] || { say "no packed folder: run tools/bench_gpu.sh pack"; return 1; }
  out=${OUT:-bench-gpu-results}
  mkdir -p "$out"
  out=$(cd "$out" && pwd)
  rm -f "$out"/{log.txt,results.json,table.txt}
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  parts=$work/parts
  mkdir -p "$parts" "$work/python"
  local lib python=${PYTHON:-python3} torch cuda manifest
  lib=$(unpack_libraries "$work/root")
  "$python" -m tarfile -e "$pack/bin.tar.xz" "$work"
  bin=$work/bin

  torch=$("$python" -c 'import importlib.util as u; print(u.find_spec("torch").submodule_search_locations[0])' 2>/dev/null || true)
  if [[ -z $torch ]]; then
    torch=$(first_existing "${PROGPRETRAIN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/progpretrain}"/libtorch-*/lib/python3*/site-packages/torch)
  fi
  [[ -n $torch ]] || { say "$python has no torch: name one with PYTHON="; return 1; }
  cuda=$(first_existing "$torch"/../nvidia/cu13/lib/libcudart.so.13 /usr/local/cuda*/{lib64,lib,targets/x86_64-linux/lib}/libcudart.so.13)
  export LD_LIBRARY_PATH=$torch/lib:$(dirname "${cuda:-$torch/lib/.}"):${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}/usr/local/nvidia/lib64:$lib
  export PROGPRETRAIN_CACHE=$work/cache PROGPRETRAIN_TEST_FOLDER=$bin
  # The driver's cache of machine code, which is off for root: what one step compiles is warm in the next.
  mkdir -p "$work/glcache"
  export __GL_SHADER_DISK_CACHE=1 __GL_SHADER_DISK_CACHE_PATH=$work/glcache __GL_SHADER_DISK_CACHE_SKIP_CLEANUP=1

  gpu=no
  if [[ -e /dev/nvidia0 ]] || nvidia-smi -L >/dev/null 2>&1; then gpu=yes; fi
  if [[ $gpu == yes ]]; then
    export PROGPRETRAIN_TEST_DEVICE=gpu:0
    if [[ -z ${VK_DRIVER_FILES:-} ]]; then
      manifest=$(nvidia_manifest vulkan "$work/nvidia_icd.json")
      [[ -z $manifest ]] || export VK_DRIVER_FILES=$manifest VK_ICD_FILENAMES=$manifest
    fi
    if [[ -z ${__EGL_VENDOR_LIBRARY_FILENAMES:-} ]]; then
      manifest=$(nvidia_manifest egl "$work/nvidia_egl.json")
      [[ -z $manifest ]] || export __EGL_VENDOR_LIBRARY_FILENAMES=$manifest
    fi
  fi
  local layers=$work/root/usr/share/vulkan/explicit_layer.d
  if [[ -z $(first_existing {/etc,/usr/share}/vulkan/explicit_layer.d/VkLayer_khronos_validation.json) ]]; then export VK_LAYER_PATH=$layers; fi

  # moderngl: the machine's, else ours.
  local peers_python=
  "$python" - "$pack/wheels" "$work/python" <<'UNPACK' || true
import pathlib, sys, zipfile
tag = "cp%d%d" % sys.version_info[:2]
for wheel in pathlib.Path(sys.argv[1]).glob("*.whl"):
    if tag in wheel.name.split("-"):
        zipfile.ZipFile(wheel).extractall(sys.argv[2])
UNPACK
  for candidate in "$python" /usr/bin/python3; do
    for path in "" "$work/python"; do
      [[ -n $peers_python ]] || ! PYTHONPATH=$path "$candidate" -c 'import moderngl, numpy' 2>/dev/null || { peers_python=$(command -v "$candidate"); peers_path=$path; }
    done
  done
  for name in GL EGL; do
    local found
    found=$(first_existing "$lib/lib$name.so.1")
    [[ -z $found ]] || export "GLCONTEXT_LINUX_LIB$name=$found"
  done
  {
    printf 'gpu=%s torch=%s python=%s (%s)\n' "$gpu" "$torch" "$python" "${peers_python:-no moderngl}"
    env | grep -E '^(LD_LIBRARY_PATH|VK_|__EGL|GLCONTEXT|PROGPRETRAIN)' | sort
    nvidia-smi 2>&1 || true
  } >>"$out/log.txt"

  local program=$bin/progpretrain sizes=64,224 batch=256 seconds=1.5 rounds=3 peer_sizes=64,224
  local training=(--size 224 --batch 256 --set encoder=resnet50 --set precision=bf16)
  if [[ $gpu == no ]]; then  # shows that the path works
    sizes=64 batch=32 seconds=0.3 rounds=1 peer_sizes=64
    training=(--size 64 --batch 16 --set encoder=resnet18-half)
  fi
  step doctor.json 60 "$program" doctor --json || true
  tests frames 40
  step screen 90 "$program" screen --corpus starter || true
  step stream.json 80 "$program" bench stream --corpus starter --size $sizes --batch $batch --seconds $seconds --rounds $rounds --json || true
  PYTHONPATH=${peers_path:-} step peers.json 110 "$program" bench peers --corpus starter --size $peer_sizes --batch $batch --seconds $seconds --rounds $rounds \
    --python "${peers_python:-$python}" --json || true
  step pretrain.json 90 "$program" bench pretrain --corpus starter --set method=ce "${training[@]}" --seconds $seconds --rounds $rounds --json || true
  tests gpu 20
  tests stream 30
  tests trainer 60 -tc='device:*,*cuda*,*CUDA*'
  tests render 100
  if [[ -e $pack/corpus.db ]]; then step corpus.json 100 "$program" bench stream --corpus "$pack/corpus.db" --size $sizes --batch $batch --seconds $seconds --rounds $rounds --json || true; fi
  "$python" "$pack/bench_gpu_table.py" "$parts" "$out"
}

case ${1:-} in
  pack | run) "$@" ;;
  *) sed -n '2,17s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
