# Finds LibTorch without TorchConfig.cmake, which fails where the CUDA toolkit is missing although the wheel is the CUDA
# build. Looks, in this order, at
#   LIBTORCH_ROOT            the LibTorch zip, a Python environment that holds torch, or torch's own folder
#   the folder of tools/bootstrap.sh, then the system (Debian's libtorch-dev)
# Defines LibTorch::LibTorch: c10 and torch_cpu. libtorch_cuda.so is not linked: where a GPU is used it is loaded at run
# time, so that one binary runs on machines with and without NVIDIA's libraries. LibTorch_HAS_CUDA says that it is there.
include(FindPackageHandleStandardArgs)
set(LIBTORCH_ROOT "" CACHE PATH "LibTorch zip folder, Python environment with torch, or empty")

set(_candidates "")
if(LIBTORCH_ROOT)
  file(GLOB _candidates ${LIBTORCH_ROOT} ${LIBTORCH_ROOT}/torch ${LIBTORCH_ROOT}/libtorch
       ${LIBTORCH_ROOT}/lib/python3*/site-packages/torch ${LIBTORCH_ROOT}/lib/python3*/dist-packages/torch)
else()
  if(DEFINED ENV{PROGPRETRAIN_CACHE})
    set(_cache $ENV{PROGPRETRAIN_CACHE})
  elseif(DEFINED ENV{XDG_CACHE_HOME})
    set(_cache $ENV{XDG_CACHE_HOME}/progpretrain)
  else()
    set(_cache $ENV{HOME}/.cache/progpretrain)
  endif()
  file(GLOB _candidates ${_cache}/libtorch-*/lib/python3*/site-packages/torch)
  list(APPEND _candidates /usr)
endif()

foreach(_candidate ${_candidates})
  foreach(_lib lib lib/x86_64-linux-gnu lib/aarch64-linux-gnu)
    if(EXISTS ${_candidate}/${_lib}/libtorch_cpu.so AND EXISTS ${_candidate}/include/torch/csrc/api/include/torch/torch.h)
      set(LibTorch_DIR_FOUND ${_candidate})
      set(LibTorch_LIBRARY_DIR ${_candidate}/${_lib})
      break()
    endif()
  endforeach()
  if(LibTorch_DIR_FOUND)
    break()
  endif()
endforeach()

if(LibTorch_DIR_FOUND AND EXISTS ${LibTorch_DIR_FOUND}/include/torch/headeronly/version.h)
  file(STRINGS ${LibTorch_DIR_FOUND}/include/torch/headeronly/version.h _lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
  string(REGEX MATCHALL "[0-9]+" _numbers "${_lines}")
  list(JOIN _numbers "." LibTorch_VERSION)
endif()
find_package_handle_standard_args(LibTorch REQUIRED_VARS LibTorch_DIR_FOUND LibTorch_LIBRARY_DIR
  VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "run tools/bootstrap.sh, or give -DLIBTORCH_ROOT=DIR (LibTorch zip or Python environment)")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  set(LibTorch_HAS_CUDA OFF)
  if(EXISTS ${LibTorch_LIBRARY_DIR}/libtorch_cuda.so)
    set(LibTorch_HAS_CUDA ON)
  endif()
  foreach(_name c10 torch_cpu)
    add_library(LibTorch::${_name} SHARED IMPORTED)
    set_target_properties(LibTorch::${_name} PROPERTIES IMPORTED_LOCATION ${LibTorch_LIBRARY_DIR}/lib${_name}.so)
  endforeach()
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  # NVIDIA's wheels, which libtorch_cpu.so itself needs, lie beside torch; its own RPATH finds them.
  set_target_properties(LibTorch::LibTorch PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES
      "${LibTorch_DIR_FOUND}/include;${LibTorch_DIR_FOUND}/include/torch/csrc/api/include"
    INTERFACE_LINK_LIBRARIES "LibTorch::torch_cpu;LibTorch::c10"
    INTERFACE_LINK_OPTIONS "-Wl,--allow-shlib-undefined")
endif()
