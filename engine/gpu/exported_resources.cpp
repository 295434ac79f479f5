#include "engine/gpu/exported_resources.h"

#include "engine/base/check.h"
#include "engine/base/out_of_memory.h"

namespace progpretrain::gpu {
namespace {

constexpr auto kMemoryHandle = vk::ExternalMemoryHandleTypeFlagBits::eOpaqueFd;
constexpr auto kSemaphoreHandle = vk::ExternalSemaphoreHandleTypeFlagBits::eOpaqueFd;
constexpr vk::BufferUsageFlags kUsage = vk::BufferUsageFlagBits::eStorageBuffer |
                                        vk::BufferUsageFlagBits::eTransferSrc |
                                        vk::BufferUsageFlagBits::eTransferDst;

}  // namespace

std::string export_obstacle(const Device& device) {
  const std::string& name = device.info().name;
  if (!device.exports_memory())
    return name + " lacks VK_KHR_external_memory_fd or VK_KHR_external_semaphore_fd";
  const auto buffer = device.physical().getExternalBufferProperties(
      vk::PhysicalDeviceExternalBufferInfo({}, kUsage, kMemoryHandle));
  if (!(buffer.externalMemoryProperties.externalMemoryFeatures &
        vk::ExternalMemoryFeatureFlagBits::eExportable))
    return name + " cannot export storage buffers";
  const vk::StructureChain<vk::PhysicalDeviceExternalSemaphoreInfo, vk::SemaphoreTypeCreateInfo>
      timeline{{kSemaphoreHandle}, {vk::SemaphoreType::eTimeline, 0}};
  const auto semaphore = device.physical().getExternalSemaphoreProperties(
      timeline.get<vk::PhysicalDeviceExternalSemaphoreInfo>());
  if (!(semaphore.externalSemaphoreFeatures & vk::ExternalSemaphoreFeatureFlagBits::eExportable))
    return name + " cannot export timeline semaphores";
  return {};
}

ExportedBuffer::ExportedBuffer(const Device& device, uint64_t size_bytes) {
  PP_CHECK(size_bytes > 0);
  try {
    const vk::StructureChain<vk::BufferCreateInfo, vk::ExternalMemoryBufferCreateInfo> create{
        {{}, size_bytes, kUsage}, {kMemoryHandle}};
    buffer_ = vk::raii::Buffer(device.handle(), create.get<vk::BufferCreateInfo>());
    const vk::MemoryRequirements needs = buffer_.getMemoryRequirements();
    const uint32_t type =
        device.memory_type(needs.memoryTypeBits, vk::MemoryPropertyFlagBits::eDeviceLocal);
    const vk::StructureChain<vk::MemoryAllocateInfo, vk::MemoryDedicatedAllocateInfo,
                             vk::ExportMemoryAllocateInfo>
        allocate{{needs.size, type}, {{}, *buffer_}, {kMemoryHandle}};
    memory_ = vk::raii::DeviceMemory(device.handle(), allocate.get<vk::MemoryAllocateInfo>());
    buffer_.bindMemory(*memory_, 0);
    allocation_bytes_ = needs.size;
  } catch (const vk::SystemError& e) {
    throw OutOfMemory(base::concat(device.info().name, ": cannot allocate ", size_bytes,
                                        " bytes of exportable memory: ", e.what()));
  }
}

int ExportedBuffer::export_fd(const Device& device) const {
  return device.handle().getMemoryFdKHR({*memory_, kMemoryHandle});
}

ExportedTimeline::ExportedTimeline(const Device& device) {
  const vk::StructureChain<vk::SemaphoreCreateInfo, vk::SemaphoreTypeCreateInfo,
                           vk::ExportSemaphoreCreateInfo>
      create{{}, {vk::SemaphoreType::eTimeline, 0}, {kSemaphoreHandle}};
  semaphore_ = vk::raii::Semaphore(device.handle(), create.get<vk::SemaphoreCreateInfo>());
}

int ExportedTimeline::export_fd(const Device& device) const {
  return device.handle().getSemaphoreFdKHR({*semaphore_, kSemaphoreHandle});
}

vk::BufferMemoryBarrier2 handover_barrier(const Device& device, Handover direction,
                                          vk::Buffer buffer, uint64_t offset_bytes,
                                          uint64_t size_bytes) {
  // All commands: the semaphores around the submission do the waiting, so a finer scope would gain
  // nothing.
  constexpr auto kStages = vk::PipelineStageFlagBits2::eAllCommands;
  constexpr auto kAccess = vk::AccessFlagBits2::eMemoryRead | vk::AccessFlagBits2::eMemoryWrite;
  const bool give = direction == Handover::give;
  return vk::BufferMemoryBarrier2(
      kStages, give ? kAccess : vk::AccessFlags2(), kStages, give ? vk::AccessFlags2() : kAccess,
      give ? device.queue_family() : VK_QUEUE_FAMILY_EXTERNAL,
      give ? VK_QUEUE_FAMILY_EXTERNAL : device.queue_family(), buffer, offset_bytes, size_bytes);
}

}  // namespace progpretrain::gpu
